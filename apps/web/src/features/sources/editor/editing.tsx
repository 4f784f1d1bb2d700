import { createContext, useContext } from 'react';
import { useTranslation } from 'react-i18next';
import { type Path, valueAt, withValueAt } from './at-path.js';
import { type Issue, issueWithin } from './draft-issues.js';
import type { SourceDraft } from './source-draft.js';

interface Editing {
  readonly draft: SourceDraft;
  readonly change: (draft: SourceDraft) => void;
  readonly issues: readonly Issue[];
  /** Somebody wanted to save it: now also fields that were never touched say what they lack. */
  readonly asked: boolean;
}

export const EditingContext = createContext<Editing | null>(null);

export function useEditing(): Editing {
  const editing = useContext(EditingContext);
  if (!editing) throw new Error('a field stands outside of its form');
  return editing;
}

/** One place of the draft: what stands there, what is wrong with it, and the way to change it. */
export function useFieldAt(path: Path) {
  const { t } = useTranslation();
  const { draft, change, issues, asked } = useEditing();
  const value = valueAt(draft, path);
  const issue = issueWithin(issues, path);
  const shown = issue && (asked || issue.kind !== 'missing') ? issue : undefined;
  return {
    id: `field-${path.join('-')}`,
    value,
    error: shown ? t(`sourceForm.wrong.${shown.kind}`, shown.values) : null,
    /** `undefined` takes it out. */
    set: (next: unknown) => change(withValueAt(draft, path, next)),
  };
}
