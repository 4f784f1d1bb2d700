import './history.css';
import { Card, Typography } from 'antd';
import { useTranslation } from 'react-i18next';
import type { AppraisalSheet, GradeMove } from '../../../../../libs/contracts/cycles/http.js';
import { useFormat } from '../../shared/format.js';

type Happening =
  | { readonly at: string; readonly decision: AppraisalSheet['decisions'][number] }
  | { readonly at: string; readonly move: GradeMove }
  | { readonly at: string; readonly calibrated: NonNullable<AppraisalSheet['calibrated']> }
  | { readonly at: string; readonly handover: AppraisalSheet['handovers'][number] }
  | { readonly at: string; readonly comment: AppraisalSheet['comments'][number] }
  | { readonly at: string; readonly copy: AppraisalSheet['copies'][number] };

/** What happened: who, when, after how long, and whether it still counts. */
export function History({ sheet }: { sheet: AppraisalSheet }) {
  const { t } = useTranslation();
  const happened: Happening[] = [
    ...sheet.decisions.map((decision) => ({ at: decision.at, decision })),
    ...sheet.gradeMoves.map((move) => ({ at: move.at, move })),
    ...(sheet.calibrated ? [{ at: sheet.calibrated.at, calibrated: sheet.calibrated }] : []),
    ...sheet.handovers.map((handover) => ({ at: handover.at, handover })),
    ...sheet.comments.map((comment) => ({ at: comment.at, comment })),
    ...sheet.copies.map((copy) => ({ at: copy.at, copy })),
  ].toSorted((a, b) => a.at.localeCompare(b.at));
  if (happened.length === 0) return null;
  return (
    <Card title={t('history.title')} size="small">
      <ol className="happened">{happened.map(itemOf)}</ol>
    </Card>
  );
}

function itemOf(one: Happening) {
  if ('decision' in one) {
    const { decisionId, voided } = one.decision;
    return (
      <li key={decisionId} className={voided ? 'aside' : ''}>
        <Entry decision={one.decision} />
      </li>
    );
  }
  if ('comment' in one)
    return (
      <li key={one.comment.commentId}>
        <Commented comment={one.comment} />
      </li>
    );
  if ('move' in one)
    return (
      <li key={`move/${one.at}`} className={one.move.voided ? 'aside' : ''}>
        <GradeMoved move={one.move} />
      </li>
    );
  if ('calibrated' in one)
    return (
      <li key={`calibrated/${one.at}`}>
        <Calibrated calibrated={one.calibrated} />
      </li>
    );
  if ('handover' in one)
    return (
      <li key={`handover/${one.at}/${one.handover.how}`} className="aside">
        <HandedOver handover={one.handover} />
      </li>
    );
  return (
    <li key={`copy/${one.at}/${one.copy.by.personId}`} className="aside">
      <Copied copy={one.copy} />
    </li>
  );
}

function Commented({ comment: { by, at, text, forPerson } }: { comment: AppraisalSheet['comments'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Typography.Text>{t('comment.history', { who: by.name })}</Typography.Text>
      <div className="quiet" title={format.relative(at)}>
        {format.moment(at)}
        {!forPerson && ` · ${t('comment.notForPerson')}`}
      </div>
      <Typography.Paragraph className="written">{text}</Typography.Paragraph>
    </>
  );
}

function GradeMoved({ move }: { move: GradeMove }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Typography.Text delete={move.voided}>
        {t('history.gradeMoved', { who: move.by.name, from: move.from, to: move.to })}
      </Typography.Text>
      {move.voided && <Typography.Text type="secondary"> {t('history.void')}</Typography.Text>}
      <div className="quiet" title={format.relative(move.at)}>
        {format.moment(move.at)}
      </div>
      <Typography.Paragraph className="written">{move.reason}</Typography.Paragraph>
    </>
  );
}

function Calibrated({ calibrated }: { calibrated: NonNullable<AppraisalSheet['calibrated']> }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <>
      <Typography.Text>
        {t('history.decision', {
          who: calibrated.by.name,
          stage: t('stage.calibration'),
          verb: t('outcome.calibrated'),
        })}
      </Typography.Text>
      <div className="quiet" title={format.relative(calibrated.at)}>
        {format.moment(calibrated.at)}
      </div>
      {calibrated.comment && <Typography.Paragraph className="written">{calibrated.comment}</Typography.Paragraph>}
    </>
  );
}

function HandedOver({ handover }: { handover: AppraisalSheet['handovers'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { how, stage, from, to, by, at, note, proposal } = handover;
  const names = { stage: t(`stage.${stage}`), who: by?.name ?? t('history.system'), from: from.name, to: to.name };
  return (
    <>
      <Typography.Text>{t(`handover.history.${how}`, names)}</Typography.Text>
      {proposal && <Typography.Text> · {t(`handover.proposal.${proposal}`)}</Typography.Text>}
      <div className="quiet" title={format.relative(at)}>
        {format.moment(at)}
      </div>
      {note && <Typography.Paragraph className="written">{note}</Typography.Paragraph>}
    </>
  );
}

function Entry({ decision }: { decision: AppraisalSheet['decisions'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { withdrawn } = decision;
  const whoOf = ({ by, insteadOf }: typeof decision): string => {
    if (!by) return t('history.system');
    return insteadOf ? t('history.insteadOf', { who: by.name, name: insteadOf.name }) : by.name;
  };
  const took = format.span(Date.parse(decision.at) - Date.parse(decision.openedAt));
  return (
    <>
      <Typography.Text delete={decision.voided}>
        {t('history.decision', {
          who: whoOf(decision),
          stage: t(`stage.${decision.stage}`),
          verb: t(`outcome.${decision.verb}`),
        })}
      </Typography.Text>
      {decision.voided && (
        <Typography.Text type="secondary"> {t(withdrawn ? 'history.withdrawn' : 'history.void')}</Typography.Text>
      )}
      <div className="quiet" title={format.relative(decision.at)}>
        {format.moment(decision.at)} · {t('history.took', { time: took })}
      </div>
      {decision.comment && <Typography.Paragraph className="written">{decision.comment}</Typography.Paragraph>}
      {withdrawn && (
        <div className="quiet">
          {t('history.withdrawnAt', { at: format.moment(withdrawn.at) })}
          {withdrawn.reason && <Typography.Paragraph className="written">{withdrawn.reason}</Typography.Paragraph>}
        </div>
      )}
    </>
  );
}

function Copied({ copy }: { copy: AppraisalSheet['copies'][number] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const to = format.list(copy.to.map(({ name }) => name));
  return (
    <>
      <Typography.Text>{t('copy.history', { who: copy.by.name, to })}</Typography.Text>
      <div className="quiet" title={format.relative(copy.at)}>
        {format.moment(copy.at)}
      </div>
      {copy.note && <Typography.Paragraph className="written">{copy.note}</Typography.Paragraph>}
    </>
  );
}
