/** @param {string} version */
const parts = (version) => version.split('.').map((part) => Number.parseInt(part, 10) || 0);

/** Compares dotted versions by number: negative when `a` is older. @param {string} a @param {string} b */
export function compareVersions(a, b) {
  const [left, right] = [parts(a), parts(b)];
  for (let i = 0; i < Math.max(left.length, right.length); i += 1) {
    const difference = (left[i] ?? 0) - (right[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * @param {string} version @param {{ minimum: string, below: string }} range
 */
export const isAccepted = (version, { minimum, below }) =>
  compareVersions(version, minimum) >= 0 && compareVersions(version, below) < 0;

/** The first dotted number in a `--version` answer. @param {string} answer */
export const versionIn = (answer) => /(\d+\.\d+(?:\.\d+)?)/.exec(answer)?.[1];
