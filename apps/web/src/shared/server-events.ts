import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { z } from 'zod';
import { useProgressNoticed } from './cycle-progress.js';
import { holds, useMe } from './session.js';

const serverEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('notification'), unread: z.number() }),
  z.object({ type: z.literal('board'), cycleId: z.string() }),
]);
export type ServerEvent = z.infer<typeof serverEvent>;

type Told = (event: ServerEvent | 'caught up') => void;
interface Watcher {
  readonly cycleId: string | undefined;
  readonly told: Told;
}

/** A burst of news (a batch approval, a launch) is one reading of what it changed. */
const restMs = 700;

const watchers = new Set<Watcher>();
let source: EventSource | null = null;
let address = '';
/** Something may have been told while nobody listened. */
let missed = false;

/** One stream for the whole page: browsers allow six connections to a host, and every tab takes its own. */
function connect(): void {
  const cycleId = [...watchers].findLast((watcher) => watcher.cycleId)?.cycleId;
  const wanted = watchers.size === 0 || document.hidden ? '' : `/api/v1/events${cycleId ? `?cycle=${cycleId}` : ''}`;
  if (wanted === address) return;
  source?.close();
  source = null;
  address = wanted;
  if (wanted === '') {
    missed = true;
    return;
  }
  source = new EventSource(wanted);
  source.onerror = () => {
    missed = true;
  };
  source.onopen = () => {
    if (missed) tell('caught up');
    missed = false;
  };
  source.onmessage = (message: MessageEvent<string>) => {
    const event = serverEvent.safeParse(JSON.parse(message.data));
    if (event.success) tell(event.data);
  };
}

function tell(event: ServerEvent | 'caught up'): void {
  for (const watcher of watchers) watcher.told(event);
}

document.addEventListener('visibilitychange', connect);

function watch(watcher: Watcher): () => void {
  watchers.add(watcher);
  connect();
  return () => {
    watchers.delete(watcher);
    connect();
  };
}

/** The reader's own news: what it may have changed is read again. A hidden tab listens to nothing and catches up when it is seen. */
export function useOwnEvents(...queryKeys: readonly string[]): void {
  useInvalidation(queryKeys, undefined);
}

/** What is told of a cycle's board to HR and auditors, without asking how far it is: for a page that shows several. */
export function useBoardNews(cycleId: string | undefined, ...queryKeys: readonly string[]): boolean {
  const watches = holds(useMe(), 'hr', 'auditor') && cycleId !== undefined;
  useInvalidation(queryKeys, watches ? cycleId : undefined);
  return watches;
}

/** A cycle's board: read again with what is told of it to HR and auditors (answers whether), and whenever its progress changed. */
export function useCycleEvents(cycleId: string, ...queryKeys: readonly string[]): boolean {
  const watches = holds(useMe(), 'hr', 'auditor');
  useInvalidation(queryKeys, watches ? cycleId : undefined);
  useProgressNoticed(cycleId, queryKeys);
  return watches;
}

function useInvalidation(queryKeys: readonly string[], cycleId: string | undefined): void {
  const queries = useQueryClient();
  const keys = queryKeys.join(' ');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const readAgain = () => {
      timer = undefined;
      for (const key of keys.split(' ')) void queries.invalidateQueries({ queryKey: [key] });
    };
    const concerns = (event: ServerEvent) =>
      event.type === 'board' ? event.cycleId === cycleId : cycleId === undefined;
    const stop = watch({
      cycleId,
      told: (event) => {
        if (event === 'caught up' || concerns(event)) timer ??= setTimeout(readAgain, restMs);
      },
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries, keys, cycleId]);
}
