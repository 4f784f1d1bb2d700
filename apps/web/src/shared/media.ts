import { useSyncExternalStore } from 'react';

export function watchMedia(query: string, changed: () => void): () => void {
  const media = matchMedia(query);
  media.addEventListener('change', changed);
  return () => media.removeEventListener('change', changed);
}

export const useMedia = (query: string): boolean =>
  useSyncExternalStore(
    (changed) => watchMedia(query, changed),
    () => matchMedia(query).matches,
  );

/** Narrow screens: tables become cards, the menu moves to the bottom. The same width is in styles.css. */
export const usePhone = (): boolean => useMedia('(max-width: 767px)');
export const useReducedMotion = (): boolean => useMedia('(prefers-reduced-motion: reduce)');

function watchConnection(changed: () => void): () => void {
  addEventListener('online', changed);
  addEventListener('offline', changed);
  return () => {
    removeEventListener('online', changed);
    removeEventListener('offline', changed);
  };
}
export const useOnline = (): boolean => useSyncExternalStore(watchConnection, () => navigator.onLine);
