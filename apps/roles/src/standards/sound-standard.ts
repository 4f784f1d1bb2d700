import { standardFormat } from '../../../../libs/contracts/metrics/standard-format.js';
import {
  missingNames,
  runExamples,
  type StandardVersion,
  validateStandard,
} from '../../../../libs/domain/scoring/index.js';
import { Problem } from '../../../../libs/platform/http/index.js';

/** A document that can be scored with and whose worked examples come out as their authors say; else a Problem with every fault. */
export function soundStandard(document: unknown): StandardVersion {
  const version = wellFormed(document);
  const faults = [...validateStandard(version), ...missingNames(version)];
  if (faults.length > 0) {
    throw new Problem(
      422,
      'standard.unsound',
      `The standard ${version.standardId} has ${faults.length} fault(s); mend them and send it again.`,
      { standardId: version.standardId, faults: faults.length },
      faults.map((fault) => ({
        pointer: `/body/document/${fault.path.replaceAll('.', '/')}`,
        code: fault.code,
        message: `${fault.message} Seen: ${fault.seen}`,
      })),
    );
  }
  refuseFailingExamples(version);
  return version;
}

function wellFormed(document: unknown): StandardVersion {
  const parsed = standardFormat.safeParse(document);
  if (parsed.success) return parsed.data;
  throw new Problem(
    422,
    'standard.malformed',
    `The standard document has ${parsed.error.issues.length} field(s) that do not fit its format; mend them and send it again.`,
    { faults: parsed.error.issues.length },
    parsed.error.issues.map((issue) => ({
      pointer: `/body/document/${issue.path.map(String).join('/')}`,
      code: issue.code,
      message: issue.message,
    })),
  );
}

function refuseFailingExamples(version: StandardVersion): void {
  const failing = runExamples(version).filter((example) => !example.ok);
  if (failing.length === 0) return;
  throw new Problem(
    422,
    'standard.examples_fail',
    `${failing.length} worked example(s) of ${version.standardId} come out otherwise than written; mend the example or the rule.`,
    { standardId: version.standardId, failing: failing.length },
    failing.flatMap((example) =>
      example.differences.map((difference) => ({
        pointer: `/body/document/examples/${example.exampleId}/expect/${difference.what}`,
        code: 'standard.example_differs',
        message: `Written ${difference.expected ?? 'none'}, calculated ${difference.got ?? 'none'}.`,
      })),
    ),
  );
}
