import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { type CycleDetail, cyclesHttp } from '../../../../../libs/contracts/cycles/http.js';
import { api } from '../../shared/api.js';

export type CommandName = CycleDetail['commands'][number];
/** A command of HR with what it needs beyond the cycle. */
export type Command =
  | {
      readonly name: 'extend';
      readonly stage: CycleDetail['tasks'][number]['stage'];
      readonly days: number;
      readonly reason: string;
    }
  | { readonly name: 'pause' | 'cancel'; readonly reason: string }
  | { readonly name: 'resume' }
  | { readonly name: 'exclude_person' | 'add_person'; readonly personId: string; readonly reason: string };

const touched = ['cycle', 'cycles', 'appraisals', 'tasks'] as const;

/** Gives the command; answers whether it went well, the refusal stays with the mutation for the dialog to show. */
export function useCommand(cycleId: string) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const queries = useQueryClient();
  const command = useMutation({
    mutationFn: (one: Command) => give(cycleId, one),
    onSettled: () => Promise.all(touched.map((key) => queries.invalidateQueries({ queryKey: [key] }))),
  });
  return {
    pending: command.isPending,
    error: command.error,
    give: async (one: Command): Promise<boolean> => {
      try {
        await command.mutateAsync(one);
      } catch {
        // The dialog shows why.
        return false;
      }
      void message.success(t(`cycle.commandDone.${one.name}`));
      return true;
    },
  };
}

function give(cycleId: string, command: Command): Promise<unknown> {
  const params = { cycleId };
  switch (command.name) {
    case 'extend': {
      const { stage, days, reason } = command;
      return api(cyclesHttp.extendStage, { params, body: { stage, days, reason } });
    }
    case 'pause':
      return api(cyclesHttp.pauseCycle, { params, body: { reason: command.reason } });
    case 'cancel':
      return api(cyclesHttp.cancelCycle, { params, body: { reason: command.reason } });
    case 'resume':
      return api(cyclesHttp.resumeCycle, { params });
    case 'exclude_person':
    case 'add_person': {
      const { personId, reason } = command;
      const operation = command.name === 'add_person' ? cyclesHttp.addPerson : cyclesHttp.excludePerson;
      return api(operation, { params, body: { personId, reason } });
    }
  }
}
