import { useSyncExternalStore } from 'react';
import { watchMedia } from '../shared/media.js';

export const themeChoices = ['system', 'light', 'dark'] as const;
export type ThemeChoice = (typeof themeChoices)[number];

const stored = 'kaohe.theme';
const darkQuery = '(prefers-color-scheme: dark)';
const listeners = new Set<() => void>();

const chosen = (): ThemeChoice => themeChoices.find((choice) => choice === localStorage.getItem(stored)) ?? 'system';

export function chooseTheme(choice: ThemeChoice): void {
  localStorage.setItem(stored, choice);
  for (const tell of listeners) tell();
}

function watch(changed: () => void): () => void {
  listeners.add(changed);
  const stopMedia = watchMedia(darkQuery, changed);
  return () => {
    listeners.delete(changed);
    stopMedia();
  };
}

export const useThemeChoice = (): ThemeChoice => useSyncExternalStore(watch, chosen);

export function useDark(): boolean {
  return useSyncExternalStore(watch, () => {
    const choice = chosen();
    return choice === 'system' ? matchMedia(darkQuery).matches : choice === 'dark';
  });
}
