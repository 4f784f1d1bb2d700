import { Link } from '@tanstack/react-router';
import { Alert, Button } from 'antd';
import { useTranslation } from 'react-i18next';
import type { DecisionBatch } from '../../../../../libs/contracts/cycles/http.js';
import { BatchBar } from '../../shared/batch-bar.js';
import { useFormat } from '../../shared/format.js';
import { ScrollFrame } from '../../shared/scroll-frame.js';
import { useOwnBatches, usePutAway, useRefusedItems } from './background-batches.js';

/** Batches that go on by themselves, also after a reload; and how they ended, until that is put away. */
export function BatchNotices() {
  const batches = useOwnBatches();
  if (batches.length === 0) return null;
  return (
    <div className="stack batch-notices">
      {batches.map((batch) =>
        batch.finishedAt === null ? (
          <Running key={batch.batchId} batch={batch} />
        ) : (
          <Ended key={batch.batchId} batch={batch} />
        ),
      )}
    </div>
  );
}

function Running({ batch }: { batch: DecisionBatch }) {
  const { t } = useTranslation();
  return (
    <Alert
      type="info"
      title={t('tasks.batch.running', { verb: t(`verb.${batch.verb}`) })}
      description={<BatchBar total={batch.total} succeeded={batch.done} failed={batch.refused} />}
    />
  );
}

function Ended({ batch }: { batch: DecisionBatch }) {
  const { t } = useTranslation();
  const format = useFormat();
  const putAway = usePutAway(batch.batchId);
  return (
    <Alert
      type={batch.refused > 0 ? 'warning' : 'success'}
      showIcon
      title={t('tasks.batch.ended', {
        verb: t(`verb.${batch.verb}`),
        when: format.moment(batch.finishedAt ?? batch.startedAt),
        done: batch.done,
        refused: batch.refused,
      })}
      description={batch.refused > 0 && <Refused batchId={batch.batchId} />}
      action={
        <Button size="small" loading={putAway.isPending} onClick={() => putAway.mutate()}>
          {t('tasks.batch.putAway')}
        </Button>
      }
    />
  );
}

function Refused({ batchId }: { batchId: string }) {
  const { t } = useTranslation();
  const refused = useRefusedItems(batchId);
  return (
    <ScrollFrame className="batch-refused" label={t('tasks.batch.refused')}>
      <ul>
        {refused.map(({ taskId, person, problem }) => (
          <li key={taskId}>
            {person ? (
              <Link to="/appraisals/$appraisalId" params={{ appraisalId: person.appraisalId }}>
                {person.name} {person.employeeCode}
              </Link>
            ) : (
              t('tasks.batch.unseen')
            )}
            <div>{problem}</div>
          </li>
        ))}
      </ul>
    </ScrollFrame>
  );
}
