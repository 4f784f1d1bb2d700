import { useSyncExternalStore } from 'react';

let said = '';
const listeners = new Set<() => void>();

/** Says something to a screen reader that those who see notice by themselves. */
export function announce(text: string): void {
  // The same words again would not be read; a space that nobody hears makes them new.
  said = text === said ? `${text}\u00a0` : text;
  for (const tell of listeners) tell();
}

const watch = (changed: () => void): (() => void) => {
  listeners.add(changed);
  return () => listeners.delete(changed);
};

/** Once per page, in the shell. */
export function LiveRegion() {
  const text = useSyncExternalStore(watch, () => said);
  return (
    <div role="status" aria-live="polite" className="heard-only">
      {text}
    </div>
  );
}
