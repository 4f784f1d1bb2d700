import { CheckCircleOutlined, CloseCircleOutlined } from '@ant-design/icons';
import { Button, Form, Input, Modal, Typography } from 'antd';
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { BatchBar } from './batch-bar.js';
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

/** Items that the server works off by itself, whether the dialog stays open or not. */
export interface BatchJob {
  readonly start: (comment: string) => Promise<void>;
  readonly results: readonly BatchResult[];
  readonly over: boolean;
}

type Send = (keys: readonly string[], comment: string) => Promise<readonly BatchResult[]>;

interface BatchDialogProps {
  readonly title: string;
  readonly verb: string;
  readonly items: readonly BatchItem[];
  readonly whoReads: string;
  /** Left out: a comment that may stay empty. */
  readonly commentLabel?: string;
  readonly maxLength?: number;
  /** Answers whether what was entered is enough to begin. */
  readonly mayStart?: (comment: string) => boolean;
  /** Further fields, above the comment. */
  readonly children?: ReactNode;
  /** Sends some of the items at once; answers a result for each. Not asked where there is a job. */
  readonly send?: Send;
  /** Given: all items are handed to it instead. */
  readonly job?: BatchJob | undefined;
  /** Called when the dialog closes; `finished`: the batch was sent. */
  readonly onClose: (finished: boolean) => void;
}

const nothing: Send = async () => [];

/** So many go in one request: the bar moves, and no request is long. */
const atOnce = 10;

/** Shows what is selected, takes one comment, then says of each item what became of it. */
export function BatchDialog({
  title,
  verb,
  items,
  whoReads,
  commentLabel,
  maxLength = 2000,
  mayStart,
  children,
  send = nothing,
  job,
  onClose,
}: BatchDialogProps) {
  const { t } = useTranslation();
  const [comment, setComment] = useState('');
  const commentId = useId();
  const batch = useBatch(items, send, job);
  const begun = batch.state !== 'ready';
  const mayClose = batch.state !== 'running' || job !== undefined;
  const failed = [...batch.results.values()].filter(({ problem }) => problem !== null).length;
  return (
    <Modal
      open
      title={title}
      closable={mayClose}
      maskClosable={!begun}
      onCancel={() => onClose(begun)}
      footer={
        begun ? (
          <Button type="primary" disabled={!mayClose} onClick={() => onClose(true)}>
            {t('form.close')}
          </Button>
        ) : (
          <>
            <Button onClick={() => onClose(false)}>{t('form.cancel')}</Button>
            <Button
              type="primary"
              loading={batch.starting}
              disabled={mayStart?.(comment) === false}
              onClick={() => void batch.run(comment)}
            >
              {t('batch.start', { verb, count: items.length })}
            </Button>
          </>
        )
      }
    >
      {begun ? (
        <>
          <BatchBar total={items.length} succeeded={batch.results.size - failed} failed={failed} />
          {job && !job.over && <Typography.Paragraph type="secondary">{t('batch.goesOn')}</Typography.Paragraph>}
        </>
      ) : (
        <Form layout="vertical">
          {children}
          <Form.Item
            label={commentLabel ?? t('form.comment')}
            required={commentLabel !== undefined}
            extra={whoReads}
            htmlFor={commentId}
          >
            <Input.TextArea
              id={commentId}
              value={comment}
              onChange={(event) => setComment(event.target.value)}
              autoSize={{ minRows: 2, maxRows: 6 }}
              maxLength={maxLength}
            />
          </Form.Item>
        </Form>
      )}
      {batch.error && <ProblemAlert error={batch.error} />}
      <BatchItems items={items} results={batch.results} begun={begun} />
    </Modal>
  );
}

interface Batch {
  readonly state: 'ready' | 'running' | 'over';
  /** The job has been handed over and is not acknowledged yet. */
  readonly starting: boolean;
  readonly results: ReadonlyMap<string, BatchResult>;
  readonly error: Error | null;
  readonly run: (comment: string) => Promise<void>;
}

function useBatch(items: readonly BatchItem[], send: Send, job: BatchJob | undefined): Batch {
  const watched = useWatched(items, send);
  const handedOver = useHandedOver(items, job);
  return job ? handedOver : watched;
}

/** Sent from here, part by part: the page has to stay. */
function useWatched(items: readonly BatchItem[], send: Send): Batch {
  const sayOutcome = useSayOutcome();
  const [state, setState] = useState<Batch['state']>('ready');
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
      setError(errorOf(failure));
    }
    sayOutcome([...all.values()], items.length);
    setState('over');
  };
  return { state, starting: false, results, error, run };
}

function useHandedOver(items: readonly BatchItem[], job: BatchJob | undefined): Batch {
  const sayOutcome = useSayOutcome();
  const [step, setStep] = useState<'ready' | 'starting' | 'begun'>('ready');
  const [error, setError] = useState<Error | null>(null);
  const said = useRef(false);
  const results = job?.results ?? [];
  const over = step === 'begun' && job?.over === true;
  useEffect(() => {
    if (!over || said.current) return;
    said.current = true;
    sayOutcome(results, items.length);
  }, [over, results, items.length, sayOutcome]);
  const run = async (comment: string) => {
    setStep('starting');
    setError(null);
    try {
      await job?.start(comment.trim());
      setStep('begun');
    } catch (failure) {
      setError(errorOf(failure));
      setStep('ready');
    }
  };
  const state = step !== 'begun' ? 'ready' : over ? 'over' : 'running';
  const byKey = new Map(results.map((result) => [result.key, result]));
  return { state, starting: step === 'starting', results: byKey, error, run };
}

const errorOf = (failure: unknown): Error => (failure instanceof Error ? failure : new Error(String(failure)));

/** What was not sent did not succeed either. */
function useSayOutcome() {
  const { t } = useTranslation();
  return (results: readonly BatchResult[], total: number) => {
    const succeeded = results.filter(({ problem }) => problem === null).length;
    announce(t('batch.outcome', { succeeded, failed: total - succeeded }));
  };
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
