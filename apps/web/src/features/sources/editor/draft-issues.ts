import type { z } from 'zod';
import { type SourceConfig, sourceConfig } from '../../../../../../libs/contracts/metrics/http.js';
import { code, locales } from '../../../../../../libs/contracts/values.js';
import { beginsWith, type Path, valueAt } from './at-path.js';
import type { SourceDraft } from './source-draft.js';

/** What is not right yet, and where; `kind` has a text in the reader's language. */
export interface Issue {
  readonly path: Path;
  readonly kind: string;
  readonly values: Readonly<Record<string, string>>;
}

export interface Checked {
  readonly issues: readonly Issue[];
  /** The configuration with what stands by default; null: it is not right yet. */
  readonly configuration: SourceConfig | null;
}

export function checkDraft(draft: SourceDraft): Checked {
  const parsed = sourceConfig.safeParse(draft.configuration);
  const named = [
    ...namesLacking(draft, ['names']),
    ...datasetsOf(draft).flatMap((_, index) => namesLacking(draft, ['configuration', 'datasets', index, 'names'])),
  ];
  const identified = code.safeParse(draft.sourceId).success
    ? []
    : [{ path: ['sourceId'], kind: draft.sourceId === '' ? 'missing' : 'code', values: {} }];
  const within = parsed.error?.issues.map((issue) => issueOf(issue, draft.configuration)) ?? [];
  const issues = [
    ...identified,
    ...named,
    ...within.map((issue) => ({ ...issue, path: ['configuration', ...issue.path] })),
  ];
  return { issues, configuration: issues.length === 0 ? (parsed.data ?? null) : null };
}

export const issueWithin = (issues: readonly Issue[], path: Path): Issue | undefined =>
  issues.find((issue) => beginsWith(issue.path, path));

const datasetsOf = ({ configuration: { datasets } }: SourceDraft): readonly unknown[] =>
  Array.isArray(datasets) ? datasets : [];

/** People meet a name in their own language. */
const namesLacking = (draft: SourceDraft, path: Path): readonly Issue[] =>
  locales
    .map((locale) => [...path, locale])
    .filter((place) => String(valueAt(draft, place) ?? '').trim() === '')
    .map((place) => ({ path: place, kind: 'missing', values: {} }));

type ZodIssue = z.core.$ZodIssue;

function issueOf(raw: ZodIssue, tree: unknown): Issue {
  const issue = deepest(raw);
  const path = issue.path.map((step) => (typeof step === 'symbol' ? String(step) : step));
  const found = valueAt(tree, path);
  if (found === undefined || found === '' || (Array.isArray(found) && found.length === 0))
    return { path, kind: 'missing', values: {} };
  switch (issue.code) {
    case 'too_small':
      return { path, kind: 'tooSmall', values: { least: String(issue.minimum) } };
    case 'too_big':
      return { path, kind: 'tooBig', values: { most: String(issue.maximum) } };
    case 'unrecognized_keys':
      return { path, kind: 'unknownKeys', values: { keys: issue.keys.join(', ') } };
    case 'invalid_type':
      return { path, kind: typeof found === 'string' ? 'notJson' : 'otherKind', values: {} };
    case 'invalid_union':
      return { path, kind: typeof found === 'string' ? 'notJson' : 'noKnownForm', values: {} };
    case 'custom':
      return contradiction(path, issue.params);
    default:
      return { path, kind: 'form', values: {} };
  }
}

function contradiction(path: Path, params: Record<string, unknown> | undefined): Issue {
  const kind = typeof params?.contradiction === 'string' ? params.contradiction : 'form';
  return { path, kind, values: { datasetId: String(params?.datasetId ?? ''), input: String(params?.input ?? '') } };
}

/** Of the forms a value may have, the one whose names it uses says what is wrong with it. */
function deepest(issue: ZodIssue): ZodIssue {
  if (issue.code !== 'invalid_union') return issue;
  const inner = issue.errors
    .filter((branch) => !branch.some(({ code, path }) => code === 'unrecognized_keys' && path.length === 0))
    .flatMap((branch) => branch.map((one) => deepest({ ...one, path: [...issue.path, ...one.path] } as ZodIssue)));
  return inner.reduce<ZodIssue>((best, one) => (one.path.length > best.path.length ? one : best), issue);
}
