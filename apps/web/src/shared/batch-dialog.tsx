import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Button, Flex, Form, Input, Modal, Typography } from 'antd';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { announce } from './live-region.js';
import { ProblemAlert } from './problem-alert.js';
import { ScrollFrame } from './scroll-frame.js';

export interface BatchItem {
  readonly key: string;
  readonly name: string;
}
/** `problem` null: done; otherwise why not, in the reader's language. */
export interface BatchResult {
  readonly key: string;
  readonly problem: string | null;
}

interface BatchDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly items: readonly BatchItem[];
  readonly whoReads: string;
  /** Sends some of the items at once; answers a result for each. */
  readonly send: (keys: readonly string[], comment: string) => Promise<readonly BatchResult[]>;
  /** Called when the dialog closes; `finished`: the batch was sent. */
  readonly onClose: (finished: boolean) => void;
}

/** So many go in one request: the bar moves, and no request is long. */
const atOnce = 10;

/** Shows what is selected, takes one comment, then says of each item what became of it. */
export function BatchDialog({ title, verb, items, whoReads, send, onClose }: BatchDialogProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const commentId = useId();
  const batch = useBatch(items, send);
  const begun = batch.state !== 'ready';
  return (
    <Modal
      open
      title={title}
      closable={batch.state !== 'running'}
      maskClosable={!begun}
      onCancel={() => onClose(begun)}
      footer={
        begun ? (
          <Button type="primary" disabled={batch.state === 'running'} onClick={() => onClose(true)}>
            {t('form.close')}
          </Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>{t('form.cancel')}</Button>
            <Button type="primary" onClick={() => void batch.run(comment)}>
              {t('batch.start', { verb, count: items.length })}
            </Button>
          </>
        )
      }
    >
      {begun ? (
        <BatchBar total={items.length} results={batch.results} />
      ) : (
        <Form layout="vertical">
          <Form.Item label={t('form.comment')} extra={whoReads} htmlFor={commentId}>
            <Input.TextArea
              id={commentId}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={2000}
            />
          </Form.Item>
        </Form>
      )}
      {batch.error && <ProblemAlert error={batch.error} />}
      <BatchItems items={items} results={batch.results} begun={begun} />
    </Modal>
  );
}

function useBatch(items: readonly BatchItem[], send: BatchDialogProps['send']) {
  const { t } = useTranslation();
  const [state, setState] = useState<'ready' | 'running' | 'over'>('ready');
  const [results, setResults] = useState<ReadonlyMap<string, BatchResult>>(new Map());
  const [error, setError] = useState<Error | null>(null);
  const run = async (comment: string) => {
    setState('running');
    const all = new Map<string, BatchResult>();
    try {
      for (let from = 0; from < items.length; from += atOnce) {
        const keys = items.slice(from, from + atOnce).map(({ key }) => key);
        for (const result of await send(keys, comment.trim())) all.set(result.key, result);
        setResults(new Map(all));
      }
    } catch (failure) {
      setError(failure instanceof Error ? failure : new Error(String(failure)));
    }
    const failed = [...all.values()].filter(({ problem }) => problem !== null).length;
    announce(t('batch.outcome', { succeeded: all.size - failed, failed: failed + items.length - all.size }));
    setState('over');
  };
  return { state, results, error, run };
}

/** Green from the left, red from the right, n of total between. */
function BatchBar({ total, results }: { total: number; results: ReadonlyMap<string, BatchResult> }) {
  const { t } = useTranslation();
  const failed = [...results.values()].filter(({ problem }) => problem !== null).length;
  const succeeded = results.size - failed;
  const label = t('batch.outcome', { succeeded, failed });
  return (
    <div className="batch">
      <div
        className="batch-bar"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={results.size}
      >
        <span className="batch-done" style={{ width: `${(100 * succeeded) / total}%` }} />
        <span className="batch-failed" style={{ width: `${(100 * failed) / total}%` }} />
      </div>
      <Flex justify="space-between">
        <Typography.Text>{t('batch.progress', { done: results.size, total })}</Typography.Text>
        <Typography.Text type="secondary">{label}</Typography.Text>
      </Flex>
    </div>
  );
}

interface BatchItemsProps {
  readonly items: readonly BatchItem[];
  readonly results: ReadonlyMap<string, BatchResult>;
  readonly begun: boolean;
}

function BatchItems({ items, results, begun }: BatchItemsProps) {
  const { t } = useTranslation();
  return (
    <ScrollFrame className="batch-items" label={t('batch.selected', { count: items.length })}>
      <ul>
        {items.map((item) => (
          <li key={item.key}>
            <span>{item.name}</span>
            {begun && <ItemResult result={results.get(item.key)} />}
          </li>
        ))}
      </ul>
    </ScrollFrame>
  );
}

function ItemResult({ result }: { result: BatchResult | undefined }) {
  const { t } = useTranslation();
  if (!result) return <Typography.Text type="secondary">{t('batch.waiting')}</Typography.Text>;
  if (result.problem === null)
    return (
      <Typography.Text type="success">
        <CheckCircleOutlined aria-hidden /> {t('batch.succeeded')}
      </Typography.Text>
    );
  return (
    <Typography.Text type="danger">
      <CloseCircleOutlined aria-hidden /> {result.problem}
    </Typography.Text>
  );
}
