import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { type BatchDecision, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { ReplyOf } from '../../../../../libs/contracts/route.js';
import { api } from '../../shared/api.js';
import type { BatchJob } from '../../shared/batch-dialog.js';
import { useCodeText } from '../../shared/problem-alert.js';
import { type Task, useRefreshDecided } from './tasks.js';

type RunningBatch = ReplyOf<typeof cyclesHttp.getDecisionBatch>;

/** While something runs, the bar is looked at so often. */
const lookMs = 1_000;
const runs = (batch: { readonly finishedAt: string | null } | undefined): boolean => batch?.finishedAt === null;

const useDecisionBatch = (batchId: string | null) =>
  useQuery({
    queryKey: ['decision-batch', batchId],
    queryFn: () => api(cyclesHttp.getDecisionBatch, { params: { batchId: batchId ?? '' } }),
    enabled: batchId !== null,
    refetchInterval: ({ state }) => (runs(state.data) ? lookMs : false),
  });

/** What became of the items so far, in the reader's language. */
function useResults(batch: RunningBatch | undefined) {
  const textOf = useCodeText();
  return (batch?.results ?? []).map(({ ok, code, detail, ...item }) => ({
    ...item,
    problem: ok ? null : textOf(code, detail),
  }));
}

/** Decides the tasks in the background, by what was written about all of them. */
export function useDecisionJob(tasks: readonly Task[], decisionOf: (comment: string) => BatchDecision): BatchJob {
  const queries = useQueryClient();
  const [batchId, setBatchId] = useState<string | null>(null);
  /** A second try after a lost answer starts nothing twice. */
  const tried = useRef({ content: '', key: '' });
  const { data: batch } = useDecisionBatch(batchId);
  const results = useResults(batch);
  const start = async (comment: string) => {
    const body = { decision: decisionOf(comment), items: tasks.map(({ taskId, version }) => ({ taskId, version })) };
    const content = JSON.stringify(body);
    if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
    const started = await api(cyclesHttp.startDecisionBatch, { idempotencyKey: tried.current.key, body });
    setBatchId(started.batchId);
    void queries.invalidateQueries({ queryKey: ['decision-batches'] });
  };
  return {
    start,
    results: results.map(({ taskId, problem }) => ({ key: taskId, problem })),
    over: batch !== undefined && !runs(batch),
  };
}

/** The reader's batches that go on or have ended unseen; when one ends, what it moved is read again. */
export function useOwnBatches() {
  const refresh = useRefreshDecided();
  const batches = useQuery({
    queryKey: ['decision-batches'],
    queryFn: () => api(cyclesHttp.listDecisionBatches, {}),
    refetchInterval: ({ state }) => (state.data?.items.some(runs) ? lookMs : false),
  });
  const items = batches.data?.items ?? [];
  const running = items.filter(runs).length;
  const before = useRef(running);
  useEffect(() => {
    if (running < before.current) void refresh();
    before.current = running;
  }, [running, refresh]);
  return items;
}

export function useRefusedItems(batchId: string) {
  const { data } = useDecisionBatch(batchId);
  return useResults(data).filter(({ problem }) => problem !== null);
}

export function usePutAway(batchId: string) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => api(cyclesHttp.putAwayDecisionBatch, { params: { batchId } }),
    onSettled: () => queries.invalidateQueries({ queryKey: ['decision-batches'] }),
  });
}
