import { Card, Flex, Tag, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, SheetAppeal } from '../../../../../libs/contracts/cycles/http.js';
import { nextInstance } from '../../../../../libs/domain/cycle/appeals.js';
import { useFormat } from '../format.js';
import { useSourceName } from '../source-name.js';

/** What was appealed, by whom it is answered, and the answer. */
export default function Appeals({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  return (
    <Card size="small" title={t('appeal.title')}>
      <ul className="appeals">
        {sheet.appeals.map((appeal) => (
          <li key={appeal.appealId}>
            <Appeal appeal={appeal} sheet={sheet} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

const colours = { upheld: 'success', dismissed: 'default' } as const;

function Appeal({ appeal, sheet }: { appeal: SheetAppeal; sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  const sourceName = useSourceName();
  const { outcome, sourceRow } = appeal;
  const line = sheet.lines.find(({ segmentNo, kpiId }) => segmentNo === appeal.segmentNo && kpiId === appeal.kpiId);
  return (
    <>
      <Flex gap="small" wrap align="center">
        <Typography.Text strong>{line ? format.name(line.names) : appeal.kpiId}</Typography.Text>
        <Tag>{t(`appeal.ground.${appeal.ground}`)}</Tag>
        <Tag>{t('appeal.instance', { instance: appeal.instance })}</Tag>
        {outcome && <Tag color={colours[outcome]}>{t(`appeal.outcome.${outcome}`)}</Tag>}
      </Flex>
      <div className="quiet" title={format.relative(appeal.at)}>
        {t('appeal.made', { at: format.moment(appeal.at) })}
        {sourceRow &&
          ` · ${t('appeal.row', { source: sourceName(sourceRow.sourceId), batch: sourceRow.batchNo, row: sourceRow.rowNo })}`}
      </div>
      <Typography.Paragraph className="written">{appeal.reason}</Typography.Paragraph>
      {appeal.answer === null ? (
        <Typography.Text>{t('appeal.waiting', { name: appeal.handler.name })}</Typography.Text>
      ) : (
        <Answer appeal={appeal} sheet={sheet} />
      )}
    </>
  );
}

function Answer({ appeal, sheet }: { appeal: SheetAppeal; sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <div className="answer">
      <div className="quiet">
        {t('appeal.answered', {
          name: appeal.handler.name,
          at: appeal.answeredAt === null ? '' : format.moment(appeal.answeredAt),
        })}
      </div>
      <Typography.Paragraph className="written">{appeal.answer}</Typography.Paragraph>
      <Consequence appeal={appeal} sheet={sheet} />
    </div>
  );
}

function Consequence({ appeal, sheet }: { appeal: SheetAppeal; sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  if (appeal.outcome === 'upheld') {
    if (appeal.ground === 'rule') return null;
    return (
      <p className="hint">
        {appeal.rescoredRunNo === null ? t('appeal.rescoring') : t('appeal.rescored', { run: appeal.rescoredRunNo })}
      </p>
    );
  }
  if (nextInstance(appeal, sheet.appeals) === null) return <p className="hint">{t('appeal.final')}</p>;
  return sheet.openTask?.verbs.includes('appeal') ? <p className="hint">{t('appeal.again')}</p> : null;
}
