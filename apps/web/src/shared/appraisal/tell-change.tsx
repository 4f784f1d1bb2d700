import { useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { type AppraisalSheet, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { ApiProblem, api } from '../api.js';
import { useFormat } from '../format.js';

interface Change {
  readonly key: string;
  readonly text: string;
}

/**
 * After a decision that came too late: says over whatever is open who did what since the reader looked, and what became of the stage, the
 * total and the lines. What was typed stays where it is.
 */
export function useTellChange(seen: AppraisalSheet): (error: unknown) => Promise<void> {
  const { t } = useTranslation();
  const { modal } = App.useApp();
  const queries = useQueryClient();
  return async (error) => {
    if (!(error instanceof ApiProblem) || error.problem.status !== 409) return;
    const { appraisalId } = seen;
    const now = await queries.fetchQuery({
      queryKey: ['appraisal', appraisalId],
      queryFn: () => api(cyclesHttp.getAppraisal, { params: { appraisalId } }),
    });
    if (now.version === seen.version) return;
    modal.warning({ title: t('changed.title'), content: <Changes seen={seen} now={now} />, okText: t('changed.seen') });
  };
}

function Changes({ seen, now }: { seen: AppraisalSheet; now: AppraisalSheet }) {
  const changes = useChanges(seen, now);
  return (
    <ul className="plain-list">
      {changes.map(({ key, text }) => (
        <li key={key}>{text}</li>
      ))}
    </ul>
  );
}

function useChanges(seen: AppraisalSheet, now: AppraisalSheet): Change[] {
  const { t } = useTranslation();
  const format = useFormat();
  const known = new Set(seen.decisions.map(({ decisionId }) => decisionId));
  const made = now.decisions
    .filter(({ decisionId }) => !known.has(decisionId))
    .map(({ decisionId, by, verb, at, comment }) => ({
      key: decisionId,
      text: t(comment ? 'changed.decisionWithComment' : 'changed.decision', {
        name: by?.name ?? t('changed.system'),
        outcome: t(`outcome.${verb}`),
        at: format.moment(at),
        comment,
      }),
    }));
  const lines = now.lines.flatMap((line) => {
    const before = seen.lines.find((one) => one.segmentNo === line.segmentNo && one.kpiId === line.kpiId);
    if (!before || before.scoreNow === line.scoreNow) return [];
    const name = format.name(line.names);
    return [
      change(`${line.segmentNo}/${line.kpiId}`, name, format.number(before.scoreNow), format.number(line.scoreNow)),
    ];
  });
  return [
    ...made,
    ...(seen.stage === now.stage
      ? []
      : [change('stage', t('changed.stage'), t(`appraisalStage.${seen.stage}`), t(`appraisalStage.${now.stage}`))]),
    ...(seen.total === now.total
      ? []
      : [change('total', t('changed.total'), format.number(seen.total), format.number(now.total))]),
    ...lines,
  ];

  function change(key: string, what: string, before: string, after: string): Change {
    return { key, text: t('changed.fromTo', { what, before, after }) };
  }
}
