import { Button, Flex, Typography } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormat } from './format.js';
import { useMe } from './session.js';

const prefix = 'kaohe.draft/';

interface Kept<T> {
  readonly savedAt: string;
  readonly value: T;
}

export interface Draft<T> {
  readonly value: T;
  /** When the last change was kept; null: nothing is kept. */
  readonly savedAt: string | null;
  readonly change: (value: T) => void;
  readonly discard: () => void;
}

/** What somebody types about a task, kept on this device with every change: it outlives a reload, a crash and the session. */
export function useDraft<T>(task: string, empty: T): Draft<T> {
  const { accountId } = useMe();
  const key = `${prefix}${accountId}/${task}`;
  const [kept, setKept] = useState<Kept<T> | null>(() => read<T>(key));
  return {
    value: kept?.value ?? empty,
    savedAt: kept?.savedAt ?? null,
    change: (value) => {
      const next = { savedAt: new Date().toISOString(), value };
      localStorage.setItem(key, JSON.stringify(next));
      setKept(next);
    },
    discard: () => {
      localStorage.removeItem(key);
      setKept(null);
    },
  };
}

function read<T>(key: string): Kept<T> | null {
  try {
    return JSON.parse(localStorage.getItem(key) ?? 'null') as Kept<T> | null;
  } catch {
    return null;
  }
}

const keysOf = (accountId: string): string[] =>
  Object.keys(localStorage).filter((key) => key.startsWith(`${prefix}${accountId}/`));
export const countDrafts = (accountId: string): number => keysOf(accountId).length;
export function removeDrafts(accountId: string): void {
  for (const key of keysOf(accountId)) localStorage.removeItem(key);
}

/** Beside a form: when its draft was kept, and the way to be rid of it. */
export function DraftNote({ savedAt, onDiscard }: { savedAt: string | null; onDiscard: () => void }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (savedAt === null) return null;
  return (
    <Flex gap="small" align="center" wrap>
      <Typography.Text type="secondary">{t('draft.savedAt', { when: format.moment(savedAt) })}</Typography.Text>
      <Button type="link" size="small" onClick={onDiscard}>
        {t('draft.discard')}
      </Button>
    </Flex>
  );
}
