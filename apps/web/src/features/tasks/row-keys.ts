import { useEffect, useState } from 'react';

/** Where keys belong to what is typed or opened. */
const taken = 'input, textarea, select, button, a, [role="combobox"], [role="dialog"], [contenteditable]';

/** J and K move through the rows, Enter opens the one they are at; answers its key. */
export function useRowKeys(keys: readonly string[], open: (key: string) => void): string | undefined {
  const [current, setCurrent] = useState<string>();
  useEffect(() => {
    const pressed = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.target instanceof Element && event.target.closest(taken)) return;
      const at = current === undefined ? -1 : keys.indexOf(current);
      if (event.key === 'Enter' && current !== undefined && at >= 0) return open(current);
      const step = event.key === 'j' ? 1 : event.key === 'k' ? -1 : 0;
      const next = keys[Math.min(keys.length - 1, Math.max(0, at + step))];
      if (step === 0 || next === undefined) return;
      setCurrent(next);
      document.querySelector(`[data-row="${CSS.escape(next)}"]`)?.scrollIntoView({ block: 'nearest' });
    };
    addEventListener('keydown', pressed);
    return () => removeEventListener('keydown', pressed);
  }, [keys, current, open]);
  return current;
}
