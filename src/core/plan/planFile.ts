import { createHash } from 'node:crypto';
import {
  getNodeValue,
  parseTree,
  type Node,
  type ParseError,
  type ParseOptions,
} from 'jsonc-parser';
import * as v from 'valibot';
import { isSendableId } from '../../api/sendableId';
import type { Account } from '../account/account';
import { shareLibrary } from '../library/libraryName';
import { foldedText } from './foldedText';
import { lineNumber } from './lineNumber';
import type { DeletionPlan } from './plan';
import { refOfKey, snapshotOf, type Snapshot } from './snapshot';

/** What a plan file says. */
export interface PlanFile {
  readonly createdAt: string;
  /** The account as its owner calls it, and its delivery URLs: what other machines know it by. */
  readonly account: Pick<Account, 'name' | 'urlEndpoints'>;
  readonly targets: readonly Snapshot[];
  /** So many were taken out since it was exported. */
  readonly struck: number;
}

/** A plan, or why a text is none that may be used. */
export type PlanFileReading =
  | { readonly kind: 'plan'; readonly plan: PlanFile }
  /** `line` counts from 1. */
  | { readonly kind: 'notJson'; readonly line: number }
  /** Something else, or of a version that is not known; `place` is where that shows. */
  | { readonly kind: 'notAPlan'; readonly place: string }
  /**
   * Somebody has changed it in more than taking targets out: the target of this path was changed or
   * added, or where it is missing, what holds for all of them.
   */
  | { readonly kind: 'hashMismatch'; readonly path: string | undefined }
  | { readonly kind: 'tooLarge' };

const format = 'imagekit-cleanup-plan';
const version = 2;

/** Far above what a run may delete, and far below what would stall the editor. */
const mostTargets = 200_000;

/** No plan file has more characters, nor more bytes. */
export const longestPlanFile = 100_000_000;

/**
 * A plan as a text to be kept, read in a pull request and imported again: a target a line, each with a
 * hash over itself and what holds for all. So a reviewer may take lines out, and do nothing else.
 */
export function writePlanFile(
  { createdAt, targets }: Pick<DeletionPlan, 'createdAt' | 'targets'>,
  { name, urlEndpoints }: PlanFile['account'],
): string {
  const head = { createdAt, account: { name, urlEndpoints }, count: targets.length };
  const sign = signer(head);
  const lines = targets.map(({ target }) => {
    const filed = filedOf(snapshotOf(target));
    return `    ${json({ ...filed, sha256: sign(filed) })}`;
  });
  return [
    '{',
    `  "format": ${json(format)},`,
    `  "version": ${version},`,
    `  "createdAt": ${json(createdAt)},`,
    `  "account": ${json(head.account)},`,
    `  "count": ${head.count},`,
    '  "targets": [',
    lines.join(',\n'),
    '  ]',
    '}',
    '',
  ].join('\n');
}

/** JSON whose reader sees every character: marks without a shape could turn a path around. */
function json(value: unknown): string {
  const escaped = (unit: string) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return JSON.stringify(value).replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (mark) =>
    mark.split('').map(escaped).join(''),
  );
}

const id = v.pipe(v.string(), v.check(isSendableId));
const path = v.pipe(v.string(), v.regex(/^\/./s));
const file = {
  path,
  fileId: id,
  size: v.optional(v.number()),
  updatedAt: v.optional(v.string()),
  sha256: v.string(),
};

const filedTarget = v.variant('kind', [
  v.strictObject({ kind: v.literal('file'), ...file, versionId: v.optional(id) }),
  v.strictObject({ kind: v.literal('version'), ...file, versionId: id }),
  v.strictObject({ kind: v.literal('folder'), path, sha256: v.string() }),
]);

type SignedTarget = v.InferOutput<typeof filedTarget>;
type Unsigned<Signed> = Signed extends unknown ? Omit<Signed, 'sha256'> : never;

/** A snapshot as the file has it, without its hash. */
type FiledTarget = Unsigned<SignedTarget>;

/** What holds for all targets; `count`: so many there were when it was exported. */
interface Head extends Pick<PlanFile, 'createdAt' | 'account'> {
  readonly count: number;
}

/** Nothing but what the hashes are made of: a key that they do not cover would go unnoticed. */
const schema = v.strictObject({
  format: v.literal(format),
  version: v.literal(version),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  account: v.strictObject({ name: v.string(), urlEndpoints: v.array(v.string()) }),
  count: v.number(),
  targets: v.pipe(v.array(filedTarget), v.minLength(1)),
});

/** Reads a plan file. Nothing in it is trusted but that it names targets. */
export function readPlanFile(text: string): PlanFileReading {
  if (text.length > longestPlanFile) return { kind: 'tooLarge' };
  const parsed = parse(text);
  if ('line' in parsed) return { kind: 'notJson', line: parsed.line };
  const result = v.safeParse(schema, parsed.value, { abortEarly: true });
  if (!result.success) {
    return { kind: 'notAPlan', place: v.getDotPath(result.issues[0]) ?? '' };
  }
  const { createdAt, account, count, targets } = result.output;
  if (targets.length > mostTargets) return { kind: 'tooLarge' };
  const sign = signer({ createdAt, account, count });
  const changed = targets.filter((each) => sign(each) !== each.sha256.toLowerCase());
  const twice = firstTwice(targets);
  if (changed.length > 0 || twice) {
    const all = changed.length === targets.length;
    return { kind: 'hashMismatch', path: all ? undefined : (changed[0] ?? twice)?.path };
  }
  const struck = count - targets.length;
  return { kind: 'plan', plan: { createdAt, account, targets: targets.map(snapshotFrom), struck } };
}

/** Who takes out the last line leaves a comma behind the one before. */
function parse(text: string): { readonly value: unknown } | { readonly line: number } {
  try {
    return { value: JSON.parse(text) as unknown };
  } catch {
    // Its error has the place in words only, which differ from one engine to the next.
    const line = brokenLine(text);
    const errors: ParseError[] = [];
    const tree = treeOf(text, errors, { disallowComments: true, allowTrailingComma: true });
    return tree && errors.length === 0 ? { value: getNodeValue(tree) as unknown } : { line };
  }
}

function firstTwice(targets: readonly SignedTarget[]): SignedTarget | undefined {
  const seen = new Set<string>();
  return targets.find(({ sha256 }) => seen.size === seen.add(sha256.toLowerCase()).size);
}

/** Whether a plan file was made for an account: by what it delivers, or by name where that is unknown. */
export function isPlanOf(
  { account }: Pick<PlanFile, 'account'>,
  { name, urlEndpoints }: Pick<Account, 'name' | 'urlEndpoints'>,
): boolean {
  if (account.urlEndpoints.length === 0 || urlEndpoints.length === 0) {
    return foldedText(account.name) === foldedText(name);
  }
  return shareLibrary(account.urlEndpoints, urlEndpoints);
}

function filedOf({ key, path, versionId, size, updatedAt }: Snapshot): FiledTarget {
  const ref = refOfKey(key);
  switch (ref.kind) {
    case 'folder':
      return { kind: 'folder', path };
    case 'version':
      return {
        kind: 'version',
        path,
        fileId: ref.fileId,
        size,
        updatedAt,
        versionId: ref.versionId,
      };
    case 'id':
      return { kind: 'file', path, fileId: ref.fileId, size, updatedAt, versionId };
  }
}

function snapshotFrom(filed: FiledTarget): Snapshot {
  const { kind, path } = filed;
  if (kind === 'folder') return { key: `folder:${path}`, path };
  const { fileId, versionId, size, updatedAt } = filed;
  const key = kind === 'file' ? `asset:${fileId}` : `version:${fileId}/${versionId}`;
  return { key, path, versionId, size, updatedAt };
}

/** Over the values, in one order, so that only a change of what the file says changes it. */
function signer({ createdAt, account, count }: Head): (target: FiledTarget) => string {
  const head = [format, version, createdAt, account.name, account.urlEndpoints, count];
  const begun = createHash('sha256').update(JSON.stringify(head));
  return (target) => {
    const said =
      target.kind === 'folder'
        ? [target.kind, target.path]
        : [
            target.kind,
            target.path,
            target.fileId,
            target.versionId ?? null,
            target.size ?? null,
            target.updatedAt ?? null,
          ];
    return begun.copy().update(JSON.stringify(said)).digest('hex');
  };
}

function brokenLine(text: string): number {
  const errors: ParseError[] = [];
  treeOf(text, errors, { disallowComments: true });
  return lineNumber(text, errors[0]?.offset ?? 0);
}

function treeOf(text: string, errors: ParseError[], options: ParseOptions): Node | undefined {
  try {
    return parseTree(text, errors, options);
  } catch (error) {
    // The parser calls itself for each level: a text of brackets alone exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return undefined;
  }
}
