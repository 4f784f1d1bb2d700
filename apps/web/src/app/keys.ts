import type { Place } from '../shared/feature.js';

export interface Key {
  /** One after the other, as they are pressed: `j`, `g h`. */
  readonly keys: string;
  /** What it does: `keys.does.<does>`. */
  readonly does: string;
  /** The page at hand has something for it; left out: always. */
  readonly isOfUse?: () => boolean;
  /** Left out: the browser does it by itself. */
  readonly press?: () => void;
}

const rows = (): HTMLElement[] => [...document.querySelectorAll<HTMLElement>('main [data-row]')];
const wayInto = (row: HTMLElement | undefined) =>
  row?.querySelector<HTMLElement>('a[href]') ?? row?.querySelector<HTMLElement>('button');
const searchField = () => document.querySelector<HTMLElement>('main search input');

function step(by: 1 | -1): void {
  const all = rows();
  const at = all.findIndex((row) => row.contains(document.activeElement));
  const next = at < 0 ? 0 : Math.min(all.length - 1, Math.max(0, at + by));
  wayInto(all[next])?.focus();
  all[next]?.scrollIntoView({ block: 'nearest' });
}

const hasRows = (): boolean => rows().length > 0;

/** Keys of whatever page is shown. */
export const pageKeys: readonly Key[] = [
  { keys: 'j', does: 'next', isOfUse: hasRows, press: () => step(1) },
  { keys: 'k', does: 'previous', isOfUse: hasRows, press: () => step(-1) },
  { keys: 'Enter', does: 'open', isOfUse: hasRows },
  { keys: '/', does: 'search', isOfUse: () => searchField() !== null, press: () => searchField()?.focus() },
];

/** The letter after `g` that leads to each place of the menu. */
export const letters: Readonly<Record<Place, string>> = {
  home: 'h',
  todo: 't',
  cycles: 'c',
  results: 'r',
  team: 'm',
  standards: 's',
  people: 'p',
  sources: 'd',
  audit: 'a',
  administration: 'n',
};

const stored = 'kaohe.keys';
/** Whoever speaks to their machine, or whose hand slips, can be without single keys (WCAG 2.1.4). */
export const keysAreOn = (): boolean => localStorage.getItem(stored) !== 'off';
export const turnKeys = (on: boolean): void => localStorage.setItem(stored, on ? 'on' : 'off');

/** Where a key belongs to what is typed or opened. */
const takesLetters = [
  'input:not([type="checkbox"]):not([type="radio"])',
  'textarea',
  'select',
  '[contenteditable]',
  ...['combobox', 'dialog', 'menu', 'listbox', 'tree'].map((role) => `[role="${role}"]`),
].join(',');

/** After so long the first key of two is forgotten. */
const patienceMs = 1_500;

/** Listens for the keys that `known` names at that moment; answers how to stop. */
export function listenForKeys(known: () => readonly Key[]): () => void {
  let begun: { key: string; at: number } | null = null;
  const pressed = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing || !keysAreOn()) return;
    if (event.target instanceof Element && event.target.closest(takesLetters)) return;
    const key = event.key.length === 1 ? event.key.toLowerCase() : event.key;
    const whole = begun && event.timeStamp - begun.at < patienceMs ? `${begun.key} ${key}` : key;
    const all = known();
    const meant = all.find(({ keys, press, isOfUse }) => keys === whole && press && (isOfUse?.() ?? true));
    begun = all.some(({ keys }) => keys.startsWith(`${key} `)) && !meant ? { key, at: event.timeStamp } : null;
    if (!meant) return;
    event.preventDefault();
    meant.press?.();
  };
  addEventListener('keydown', pressed);
  return () => removeEventListener('keydown', pressed);
}
