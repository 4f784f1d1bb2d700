import { useMutation, useQueryClient } from '@tanstack/react-query';
import { App } from 'antd';
import type { PersonDetail } from '../../../../../libs/contracts/roles/http.js';

/** Sends a change of a person, shows the answer everywhere, says that it was kept. */
export function useSavedPerson<Change>(
  send: (change: Change) => Promise<PersonDetail>,
  saved: { readonly text: string; readonly close: () => void },
) {
  const { message } = App.useApp();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: send,
    onSuccess: async (person) => {
      queries.setQueryData(['person', person.personId], person);
      void message.success(saved.text);
      saved.close();
      await Promise.all(
        ['people', 'person', 'departments'].map((key) => queries.invalidateQueries({ queryKey: [key] })),
      );
    },
  });
}
