import { createHash, createPublicKey, type KeyObject } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type PackManifest, packManifest, packPaths } from '../../../../libs/contracts/audit/evidence-pack.js';
import type { VerificationProblem } from '../../../../libs/contracts/audit/http.js';
import { scoreDocument } from '../../../../libs/contracts/metrics/score-document.js';
import { readZip, ZipError } from '../../../../libs/platform/zip/index.js';
import { publicKeyFile } from '../anchors/anchor-key.js';
import { checkSegment } from './check-segment.js';
import { PackError, parsed } from './pack-file.js';
import { concluded, type VerificationResult } from './result.js';

export interface PackKeys {
  readonly keysFolder?: string | undefined;
  /** A public key the reader brought. */
  readonly publicKeyFile?: string | undefined;
}

const problem = (code: string, detail: string): VerificationProblem => ({ code, seq: null, detail });

/** Checks an evidence pack with nothing but the pack and the anchors' public key: every file, the chain and its anchor, and the score computed again. */
export function checkPack(file: string, keys: PackKeys): VerificationResult {
  const altered: VerificationProblem[] = [];
  try {
    const files = readZip(readFileSync(file));
    const manifest = parsed(packManifest, contentOf(files, packPaths.manifest), packPaths.manifest);
    altered.push(...filesDiffering(files, manifest));
    if (altered.length > 0) return concluded({ ...nothing, altered });
    const key = keyFor(files, keys);
    const segment = checkSegment(manifest, (path) => files.get(path)?.(), key?.key);
    const { recomputed, differing } = scoresOf(files, manifest);
    return concluded({
      entries: segment.entries,
      anchors: segment.anchors,
      erasures: segment.erasures,
      altered: [...segment.altered, ...differing],
      incomplete: segment.incomplete,
      notes: [
        ...segment.notes,
        ...(key?.fromPack
          ? [
              'The public key is the one in the pack: compare it with the one you were given, or name that with --public-key.',
            ]
          : []),
        `${manifest.files.length} files are those of the manifest; ${recomputed} of ${manifest.appraisals.length} score(s) computed again.`,
      ],
    });
  } catch (error) {
    if (!(error instanceof ZipError || error instanceof PackError)) throw error;
    return concluded({
      ...nothing,
      altered: [problem('pack.unreadable', `The pack cannot be read: ${error.message}.`)],
    });
  }
}

const nothing = { entries: 0, erasures: 0, anchors: 0, altered: [], incomplete: [], notes: [] };

type Files = ReadonlyMap<string, () => Buffer>;

function contentOf(files: Files, path: string): Buffer {
  const file = files.get(path);
  if (!file) throw new PackError(`${path} is not in it`);
  return file();
}

/** The manifest names every file but itself. */
function filesDiffering(files: Files, manifest: PackManifest): VerificationProblem[] {
  const listed = new Set<string>([packPaths.manifest, ...manifest.files.map(({ path }) => path)]);
  const unlisted = [...files.keys()].filter((path) => !listed.has(path));
  return [
    ...manifest.files.flatMap(({ path, size, sha256 }) => {
      const file = files.get(path);
      if (!file) return [problem('pack.file_missing', `${path} is not in the pack.`)];
      const content = file();
      const hash = createHash('sha256').update(content).digest('hex');
      return content.length === size && hash === sha256
        ? []
        : [problem('pack.file_differs', `${path} is not the file the manifest names: its SHA-256 is ${hash}.`)];
    }),
    ...unlisted.map((path) => problem('pack.file_unlisted', `${path} is not in the manifest.`)),
  ];
}

/** Scores computed anew from the pack's standard and inputs, and held against the pack's run. */
function scoresOf(files: Files, manifest: PackManifest): { recomputed: number; differing: VerificationProblem[] } {
  const differing: VerificationProblem[] = [];
  let recomputed = 0;
  for (const { folder, recomputable } of manifest.appraisals) {
    if (!recomputable) continue;
    recomputed += 1;
    const json = (path: string): unknown => JSON.parse(contentOf(files, `${folder}${path}`).toString());
    if (!sameRun(json(packPaths.run), () => scoreDocument(json(packPaths.standard), json(packPaths.inputs))))
      differing.push(
        problem('pack.score_differs', `${folder}${packPaths.run} is not what its standard and inputs come to.`),
      );
  }
  return { recomputed, differing };
}

function sameRun(stored: unknown, compute: () => unknown): boolean {
  try {
    return isDeepStrictEqual(stored, JSON.parse(JSON.stringify(compute())));
  } catch {
    return false;
  }
}

/** The key the reader brought, else this installation's, else the pack's own, which proves only that the pack agrees with itself. */
function keyFor(
  files: Files,
  { keysFolder, publicKeyFile: named }: PackKeys,
): { key: KeyObject; fromPack: boolean } | null {
  const own = keysFolder === undefined ? undefined : join(keysFolder, publicKeyFile);
  const file = named ?? (own !== undefined && existsSync(own) ? own : undefined);
  if (file !== undefined) return { key: createPublicKey(readFileSync(file)), fromPack: false };
  const inside = files.get(packPaths.publicKey)?.();
  return inside ? { key: createPublicKey(inside), fromPack: true } : null;
}
