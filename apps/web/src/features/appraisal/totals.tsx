import { Alert, Button, Card, Flex, Skeleton, Statistic, Tag, Typography } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet } from '../../../../../libs/contracts/cycles/http.js';
import { none, useFormat } from '../../shared/format.js';
import type { TotalsProps } from './how-total.js';

const HowTotal = lazy(() => import('./how-total.js').then((part) => ({ default: part.HowTotal })));

/** The total and its grade, and how the lines make it. */
export function Totals({ sheet, onOpenLine }: TotalsProps) {
  const { t } = useTranslation();
  const format = useFormat();
  const [explained, setExplained] = useState(false);
  const adjusted = sheet.computedTotal !== null && sheet.computedTotal !== sheet.total;
  return (
    <Card size="small">
      <Flex gap="large" wrap align="center">
        <Statistic title={t('score.total')} value={format.number(sheet.total)} />
        <Statistic title={t('score.grade')} value={sheet.grade ?? none} />
        <Flex vertical gap={2}>
          <span>
            <Tag color="processing">{t(`appraisalStage.${sheet.stage}`)}</Tag>
            {sheet.round > 1 && <Tag>{t('sheet.round', { round: sheet.round })}</Tag>}
          </span>
          {sheet.runNo !== null && (
            <Typography.Text type="secondary">
              {t('sheet.run', { run: sheet.runNo, rules: sheet.scoringRules ?? '' })}
            </Typography.Text>
          )}
          {adjusted && (
            <Typography.Text type="secondary">
              {t('sheet.before', { total: format.number(sheet.computedTotal), grade: sheet.computedGrade ?? none })}
            </Typography.Text>
          )}
          {sheet.calibratedFrom !== null && (
            <Typography.Text type="secondary">
              {t('sheet.calibrated', { from: sheet.calibratedFrom, to: sheet.grade ?? none })}
            </Typography.Text>
          )}
          {sheet.earlier.map(({ runNo, total }) => (
            <Typography.Text key={`${runNo}/${total}`} type="secondary">
              {t('sheet.earlier', { run: runNo, total: format.number(total) })}
            </Typography.Text>
          ))}
        </Flex>
        {sheet.total !== null && (
          <Button aria-expanded={explained} onClick={() => setExplained(!explained)}>
            {t('sheet.howTotal')}
          </Button>
        )}
      </Flex>
      {explained && (
        <Suspense fallback={<Skeleton active />}>
          <HowTotal sheet={sheet} onOpenLine={onOpenLine} />
        </Suspense>
      )}
      {!sheet.released && sheet.total === null && sheet.blockedBy.length === 0 && (
        <Alert className="spaced-top" type="info" title={t('results.notReleased')} />
      )}
      <Blocks sheet={sheet} />
    </Card>
  );
}

function Blocks({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const nameOf = (kpiId: string | null) => {
    const line = sheet.lines.find((candidate) => candidate.kpiId === kpiId);
    return line ? format.name(line.names) : (kpiId ?? '');
  };
  return sheet.blockedBy.map(({ segmentNo, kpiId, reason }) => (
    <Alert
      key={`${segmentNo}/${kpiId}`}
      className="spaced-top"
      type="warning"
      showIcon
      title={t('sheet.blockedBy', { kpi: nameOf(kpiId) })}
      description={t(`blockReason.${reason}`, reason)}
    />
  ));
}
