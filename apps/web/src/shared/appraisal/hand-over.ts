import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import type { Proposal } from '../../../../../libs/domain/cycle/hand-over.js';
import { api } from '../api.js';

/** A task at the version that was read. */
export interface HandedTask {
  readonly taskId: string;
  readonly version: number;
}

export type Handing =
  | { readonly act: 'transfer' | 'delegate'; readonly toPersonId: string; readonly reason: string }
  | { readonly act: 'answer'; readonly opinion: string; readonly proposal: Proposal | null }
  | { readonly act: 'takeBack' };

export function handOver({ taskId, version }: HandedTask, handing: Handing, idempotencyKey: string) {
  const request = { params: { taskId }, version, idempotencyKey };
  switch (handing.act) {
    case 'transfer':
    case 'delegate': {
      const { act, ...body } = handing;
      return api(act === 'transfer' ? cyclesHttp.transferTask : cyclesHttp.delegateTask, { ...request, body });
    }
    case 'answer': {
      const { opinion, proposal } = handing;
      return api(cyclesHttp.answerDelegation, { ...request, body: { opinion, ...(proposal ? { proposal } : {}) } });
    }
    case 'takeBack':
      return api(cyclesHttp.takeBackTask, request);
  }
}

/** Hands one task over, then everything that shows it is read again. A second try after a lost answer hands nothing over twice. */
export function useHandOver(task: HandedTask) {
  const queries = useQueryClient();
  const tried = useRef({ content: '', key: '' });
  return useMutation({
    mutationFn: (handing: Handing) => {
      const content = JSON.stringify({ task, handing });
      if (tried.current.content !== content) tried.current = { content, key: crypto.randomUUID() };
      return handOver(task, handing, tried.current.key);
    },
    onSettled: () =>
      Promise.all(
        ['appraisal', 'appraisals', 'tasks', 'cycle'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      ),
  });
}
