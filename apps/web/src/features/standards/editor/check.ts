import { standardFormat } from '../../../../../../libs/contracts/metrics/standard-format.js';
import {
  missingNames,
  type Problem,
  type StandardVersion,
  validateStandard,
} from '../../../../../../libs/domain/scoring/index.js';

/** Everything the server would refuse, named by where the document holds it: the rules first, then what only the format finds. */
export function problemsOf(standard: StandardVersion): readonly Problem[] {
  const known = [...validateStandard(standard), ...missingNames(standard)];
  return [...known, ...formatProblems(standard).filter((one) => !known.some((other) => sameField(one, other)))];
}

const sameField = (one: Problem, other: Problem): boolean =>
  one.path === other.path || one.path.startsWith(`${other.path}.`) || other.path.startsWith(`${one.path}.`);

function formatProblems(standard: StandardVersion): Problem[] {
  const parsed = standardFormat.safeParse(standard);
  if (parsed.success) return [];
  return parsed.error.issues.map((issue) => {
    const { path, seen } = addressOf(standard, issue.path);
    return { code: codeOf(issue, path), path, seen, message: issue.message };
  });
}

type Issue = NonNullable<ReturnType<typeof standardFormat.safeParse>['error']>['issues'][number];

function codeOf(issue: Issue, path: string): string {
  if (issue.code === 'invalid_format') return issue.pattern?.includes('a-z') ? 'format.code' : 'standard.not_a_decimal';
  if (issue.code === 'invalid_union' && path.startsWith('examples.')) return 'standard.not_a_decimal';
  return issue.code === 'too_small' || issue.code === 'too_big' ? 'format.length' : 'format.malformed';
}

/** The rules name a part by its code, the format by its place in the list. */
function addressOf(standard: StandardVersion, path: readonly PropertyKey[]): { path: string; seen: string } {
  let value: unknown = standard;
  const names: string[] = [];
  for (const step of path) {
    value = isRecord(value) ? value[String(step)] : undefined;
    if (!unnamed.has(String(step))) names.push(idOf(value) ?? String(step));
  }
  return { path: names.join('.'), seen: typeof value === 'string' ? value : '' };
}

/** Steps of the document that the rules' addresses leave out. */
const unnamed: ReadonlySet<string> = new Set(['overrides', 'expected', 'weight']);
const idKeys = ['kpiId', 'dutyId', 'exampleId', 'vetoId', 'dimensionId', 'itemId'] as const;
const idOf = (value: unknown): string | undefined => {
  if (!isRecord(value)) return undefined;
  const key = idKeys.find((one) => typeof value[one] === 'string');
  return key && String(value[key]);
};
const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;
