import { FilePdfOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { Alert, Button, Card, Flex, Skeleton, Statistic, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api, apiPath } from '../../shared/api.js';
import { useFormat } from '../../shared/format.js';
import { Page } from '../../shared/page.js';
import { ProblemAlert } from '../../shared/problem-alert.js';
import { Actions } from './actions.js';
import { History } from './history.js';
import { SegmentLines } from './segment-lines.js';

/** One person in one cycle: why the score is what it is, what was said about it, and what the reader may do now. */
export function AppraisalPage() {
  const { t } = useTranslation();
  const format = useFormat();
  const { appraisalId } = useParams({ from: '/shell/appraisals/$appraisalId' });
  const sheet = useQuery({
    queryKey: ['appraisal', appraisalId],
    queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
  });
  if (sheet.isPending) return <Skeleton active />;
  if (sheet.error) return <ProblemAlert error={sheet.error} onRetry={() => void sheet.refetch()} />;
  const { person, kind, period, manager } = sheet.data;
  return (
    <Page
      title={`${person.name} ${person.employeeCode}`}
      extra={
        <Button icon={<FilePdfOutlined />} href={apiPath(cyclesHttp.scoreSheet, { appraisalId })}>
          {t('sheet.print')}
        </Button>
      }
    >
      <Typography.Paragraph type="secondary">
        {t('sheet.subtitle', {
          cycle: t('cycle.name', { kind: t(`cycle.kind.${kind}`), period: format.month(period.from) }),
          department: format.name(person.departmentNames),
          position: format.name(person.positionNames),
          manager: manager?.name ?? '—',
        })}
      </Typography.Paragraph>
      <Flex vertical gap="middle">
        <Totals sheet={sheet.data} />
        <Actions sheet={sheet.data} />
        {sheet.data.segments.map((segment) => (
          <SegmentLines
            key={segment.segmentNo}
            appraisalId={appraisalId}
            segment={segment}
            lines={sheet.data.lines.filter((line) => line.segmentNo === segment.segmentNo)}
          />
        ))}
        <Talk sheet={sheet.data} />
        <History sheet={sheet.data} />
      </Flex>
    </Page>
  );
}

function Totals({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const adjusted = sheet.computedTotal !== null && sheet.computedTotal !== sheet.total;
  return (
    <Card>
      <Flex gap="large" wrap align="center">
        <Statistic title={t('score.total')} value={sheet.total === null ? '—' : format.number(sheet.total)} />
        <Statistic title={t('score.grade')} value={sheet.grade ?? '—'} />
        <Flex vertical>
          <Tag color="blue">{t(`appraisalStage.${sheet.stage}`)}</Tag>
          {sheet.runNo !== null && (
            <Typography.Text type="secondary">
              {t('sheet.run', { run: sheet.runNo, rules: sheet.scoringRules ?? '' })}
            </Typography.Text>
          )}
          {adjusted && (
            <Typography.Text type="secondary">
              {t('sheet.before', { total: format.number(sheet.computedTotal) })}
            </Typography.Text>
          )}
        </Flex>
      </Flex>
      {!sheet.released && sheet.total === null && sheet.blockedBy.length === 0 && (
        <Alert style={{ marginTop: 12 }} type="info" title={t('results.notReleased')} />
      )}
      {sheet.blockedBy.map((block) => (
        <Alert
          key={`${block.segmentNo}/${block.kpiId}`}
          style={{ marginTop: 8 }}
          type="warning"
          showIcon
          title={t('sheet.blockedBy', { kpi: kpiName(sheet, block.kpiId, format.name) })}
          description={t(`blockReason.${block.reason}`, block.reason)}
        />
      ))}
    </Card>
  );
}

function kpiName(
  sheet: AppraisalSheet,
  kpiId: string | null,
  name: (names: AppraisalSheet['lines'][number]['names']) => string,
): string {
  const line = sheet.lines.find((candidate) => candidate.kpiId === kpiId);
  return line ? name(line.names) : (kpiId ?? '');
}

function Talk({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { interview, acknowledgement } = sheet;
  if (!interview && !acknowledgement) return null;
  return (
    <Card title={t('interview.title')} size="small">
      {interview && (
        <>
          <Typography.Paragraph type="secondary">
            {t('interview.held', { name: interview.by.name, at: format.moment(interview.at) })}
          </Typography.Paragraph>
          {(['strengths', 'weaknesses', 'directions'] as const).map((part) => (
            <Typography.Paragraph key={part}>
              <Typography.Text strong>{t(`interview.${part}`)}</Typography.Text>
              <br />
              {interview[part]}
            </Typography.Paragraph>
          ))}
          <Typography.Text strong>{t('interview.actions')}</Typography.Text>
          <ul>
            {interview.actions.map((action) => (
              <li key={`${action.text}${action.dueOn}`}>
                {t('interview.action', { text: action.text, owner: action.owner.name, due: format.date(action.dueOn) })}
              </li>
            ))}
          </ul>
        </>
      )}
      {acknowledgement && (
        <Typography.Paragraph>
          {t(acknowledgement.deemed ? 'acknowledgement.deemed' : 'acknowledgement.given', {
            at: format.moment(acknowledgement.at),
          })}
        </Typography.Paragraph>
      )}
    </Card>
  );
}
