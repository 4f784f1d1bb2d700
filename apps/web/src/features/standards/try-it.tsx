import { Flex, Form, Input, Select, Statistic, Typography } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type CycleKind, cycleKinds } from '../../../../../libs/contracts/values.js';
import {
  compileStandard,
  neededInputs,
  type ScoreLine,
  type StandardVersion,
  validateStandard,
} from '../../../../../libs/domain/scoring/index.js';
import { Choice } from '../../shared/choice.js';
import { EmptyState } from '../../shared/empty-state.js';
import { useFormat } from '../../shared/format.js';
import { Mark } from '../../shared/mark.js';
import { wholeList } from '../../shared/paged.js';
import { type Column, PagedTable } from '../../shared/paged-table.js';
import { useWords } from '../../shared/words.js';
import { useStandardWords } from './standard-words.js';
import { isFigure, percentOf, scoreTrial, type Trial, trialFrom } from './trial.js';

/** Figures in, scores out, by the very code that scores people; nothing is kept. */
export function TryIt({ standard }: { standard: StandardVersion }) {
  const { t } = useTranslation();
  const sound = useMemo(() => validateStandard(standard).length === 0, [standard]);
  return sound ? <SoundTrial standard={standard} /> : <EmptyState text={t('standards.try.wait')} />;
}

function SoundTrial({ standard }: { standard: StandardVersion }) {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const positionIds = Object.keys(standard.positions);
  const [positionId, setPositionId] = useState(positionIds[0] ?? '');
  const [kind, setKind] = useState<CycleKind>('month');
  const [typed, setTyped] = useState<Readonly<Record<string, Trial>>>({});
  const compiled = useMemo(() => compileStandard(standard), [standard]);
  const trial = typed[`${positionId}/${kind}`] ?? trialFrom(compiled, positionId, kind);
  const change = (next: Trial) => setTyped({ ...typed, [`${positionId}/${kind}`]: next });
  const result = scoreTrial(compiled, positionId, kind, trial);
  const targets = (compiled.positions.get(positionId) ?? []).filter(
    ({ kpi }) => kpi.cadence.includes(kind) && kpi.target !== null && 'perPeriod' in kpi.target,
  );
  return (
    <div className="stack">
      <p className="hint">{t('standards.try.hint')}</p>
      <Flex gap="small" wrap>
        <Select
          aria-label={t('person.position')}
          value={positionId}
          onChange={setPositionId}
          options={positionIds.map((id) => ({ value: id, label: format.name(standard.positions[id]!.names) }))}
          popupMatchSelectWidth={false}
        />
        <Choice
          label={t('standards.inCycle')}
          value={kind}
          onChange={setKind}
          options={cycleKinds.map((value) => ({ value, label: t(`cycle.kind.${value}`) }))}
        />
      </Flex>
      <Form layout="vertical" className="try-fields" component="div">
        {neededInputs(compiled, positionId, kind).map(({ inputId }) => (
          <FigureField
            key={inputId}
            label={words.input(inputId)}
            value={trial.inputs[inputId] ?? ''}
            onChange={(value) => change({ ...trial, inputs: { ...trial.inputs, [inputId]: value } })}
          />
        ))}
        {targets.map(({ kpi }) => (
          <FigureField
            key={kpi.kpiId}
            label={t('standards.try.target', { kpi: format.name(kpi.names) })}
            value={trial.periodTargets[kpi.kpiId] ?? ''}
            onChange={(value) => change({ ...trial, periodTargets: { ...trial.periodTargets, [kpi.kpiId]: value } })}
          />
        ))}
      </Form>
      <Outcome standard={standard} result={result} />
    </div>
  );
}

function FigureField(props: { label: string; value: string; onChange: (value: string) => void }) {
  const { t } = useTranslation();
  const bad = props.value !== '' && !isFigure(props.value);
  return (
    <Form.Item label={props.label} {...(bad ? { validateStatus: 'error' as const, help: t('form.decimal') } : {})}>
      <Input
        aria-label={props.label}
        value={props.value}
        inputMode="decimal"
        placeholder={t('standards.try.noFigure')}
        onChange={(event) => props.onChange(event.target.value.trim())}
        allowClear
      />
    </Form.Item>
  );
}

function Outcome({ standard, result }: { standard: StandardVersion; result: ReturnType<typeof scoreTrial> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const columns = useLineColumns(standard);
  const blocked = result.blockedBy.map(({ kpiId, reason }) => {
    const kpi = standard.kpis.find((one) => one.kpiId === kpiId);
    const why = t(`standards.try.reason.${reason}`);
    return kpi ? t('standards.try.blockedLine', { kpi: format.name(kpi.names), why }) : why;
  });
  return (
    <section aria-live="polite">
      <Flex gap="large" wrap align="center" className="spaced">
        <Statistic title={t('score.total')} value={format.number(result.total)} />
        <Statistic title={t('score.grade')} value={result.grade ?? '—'} />
        {blocked.length > 0 && (
          <Typography.Text strong>
            {t('standards.try.blocked', { reasons: blocked.join(t('standards.listComma')) })}
          </Typography.Text>
        )}
      </Flex>
      <PagedTable
        label={t('standards.try.lines')}
        columns={columns}
        list={wholeList(result.segments[0]?.lines ?? [])}
        rowKey={(line) => line.kpiId}
        empty={t('standards.nothingDue')}
      />
    </section>
  );
}

function useLineColumns(standard: StandardVersion): readonly Column<ScoreLine>[] {
  const { t } = useTranslation();
  const format = useFormat();
  const words = useWords();
  const ofStandard = useStandardWords();
  const kpiOf = (line: ScoreLine) => standard.kpis.find((kpi) => kpi.kpiId === line.kpiId);
  return [
    {
      key: 'kpi',
      title: t('standards.kpi'),
      onPhone: 'title',
      render: (line) => {
        const kpi = kpiOf(line);
        return (
          <Flex gap="small" align="center" wrap>
            {kpi ? format.name(kpi.names) : line.kpiId}
            {line.state !== 'scored' && <Mark tone="plain">{t(`lineState.${line.state}`)}</Mark>}
          </Flex>
        );
      },
    },
    {
      key: 'target',
      title: t('standards.targetTitle'),
      align: 'right',
      render: (line) => words.measured(line.target, kpiOf(line)?.unit ?? ''),
    },
    {
      key: 'actual',
      title: t('standards.try.actual'),
      align: 'right',
      render: (line) => words.measured(line.actual, kpiOf(line)?.unit ?? ''),
    },
    {
      key: 'weight',
      title: t('standards.weight'),
      align: 'right',
      render: (line) => (
        <span className="raw-to-effective">
          {`${ofStandard.weight(line.rawWeight)} → ${ofStandard.percent(percentOf(line.effectiveWeight))}`}
        </span>
      ),
    },
    { key: 'score', title: t('standards.try.score'), align: 'right', render: (line) => format.number(line.shown) },
  ];
}
