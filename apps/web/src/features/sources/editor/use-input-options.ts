import { useTranslation } from 'react-i18next';
import { useWords } from '../../../shared/words.js';
import { useEditing } from './editing.js';

/** The inputs texts are written for, and those of the draft. */
export function useInputOptions() {
  const { i18n } = useTranslation();
  const words = useWords();
  const { draft } = useEditing();
  const { inputs } = draft.configuration;
  const known = Object.keys((i18n.getResource(i18n.language, 'translation', 'input') ?? {}) as object);
  const own = Array.isArray(inputs) ? inputs.map(String) : [];
  return [...new Set([...own, ...known])].map((value) => ({ value, label: words.input(value) }));
}

/** Those the source declares. */
export function useDeclaredInputs() {
  const words = useWords();
  const { draft } = useEditing();
  const { inputs } = draft.configuration;
  return (Array.isArray(inputs) ? inputs.map(String) : []).map((value) => ({ value, label: words.input(value) }));
}
