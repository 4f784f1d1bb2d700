import { standardFormat } from '../../../../libs/contracts/metrics/standard-format.js';
import {
  type CompiledStandard,
  compileStandard,
  type StandardVersion,
  validateStandard,
} from '../../../../libs/domain/scoring/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';

/** A draft that can be calculated with. Its worked examples may still differ: that is what one is after. */
export function soundDraft(standardId: string, document: unknown): StandardVersion {
  const parsed = standardFormat.safeParse({ version: 1, ...(document as object), standardId });
  if (!parsed.success)
    throw new Problem(
      422,
      'standard.malformed',
      `The draft has ${parsed.error.issues.length} field(s) that do not fit the format of a standard; mend them and try again.`,
      { faults: parsed.error.issues.length },
      parsed.error.issues.map((issue) => ({
        pointer: `/body/document/${issue.path.map(String).join('/')}`,
        code: issue.code,
        message: issue.message,
      })),
    );
  const faults = validateStandard(parsed.data);
  if (faults.length > 0)
    throw new Problem(
      422,
      'standard.unsound',
      `The draft has ${faults.length} fault(s); mend them and try again.`,
      { standardId, faults: faults.length },
      faults.map((fault) => ({
        pointer: `/body/document/${fault.path.replaceAll('.', '/')}`,
        code: fault.code,
        message: `${fault.message} Seen: ${fault.seen}`,
      })),
    );
  return parsed.data;
}

/** In the place of the version that a cycle was scored by. */
export const draftAs = (draft: StandardVersion, version: number): CompiledStandard =>
  compileStandard({ ...draft, version });
