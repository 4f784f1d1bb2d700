import { useNavigate } from '@tanstack/react-router';
import { lazy, type ReactNode, Suspense, useEffect, useMemo, useState } from 'react';
import type { NavigationEntry } from '../shared/feature.js';
import { type Key, letters, listenForKeys, pageKeys } from './keys.js';

const KeysDrawer = lazy(() => import('./keys-drawer.js'));

/** The keys of the whole app, and the drawer that lists them. */
export function useKeys(entries: readonly NavigationEntry[]): {
  readonly show: () => void;
  readonly drawer: ReactNode;
} {
  const navigate = useNavigate();
  const [open, setOpen] = useState(false);
  const everywhere = useMemo<readonly Key[]>(
    () => [
      { keys: '?', does: 'keys', press: () => setOpen(true) },
      ...entries.map(({ place, to }) => ({
        keys: `g ${letters[place]}`,
        does: place,
        press: () => void navigate({ to }),
      })),
    ],
    [entries, navigate],
  );
  useEffect(() => listenForKeys(() => [...pageKeys, ...everywhere]), [everywhere]);
  const drawer = open && (
    <Suspense fallback={null}>
      <KeysDrawer everywhere={everywhere} onClose={() => setOpen(false)} />
    </Suspense>
  );
  return { show: () => setOpen(true), drawer };
}
