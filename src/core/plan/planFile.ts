import { createHash } from 'node:crypto';
import { parseTree, type ParseError } from 'jsonc-parser';
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
}

/** A plan, or why a text is none that may be used. */
export type PlanFileReading =
  | { readonly kind: 'plan'; readonly plan: PlanFile }
  /** `line` counts from 1. */
  | { readonly kind: 'notJson'; readonly line: number }
  /** Something else, or of a version that is not known; `place` is where that shows. */
  | { readonly kind: 'notAPlan'; readonly place: string }
  /** Somebody has changed it. */
  | { readonly kind: 'hashMismatch' }
  | { readonly kind: 'tooLarge' };

const format = 'imagekit-cleanup-plan';
const version = 1;

/** Far above what a run may delete, and far below what would stall the editor. */
const mostTargets = 200_000;

/** No plan file has more characters, nor more bytes. */
export const longestPlanFile = 100_000_000;

/**
 * A plan as a text to be kept, read in a pull request and imported again: a target a line, and at the
 * end a hash over all of it.
 */
export function writePlanFile(
  { createdAt, targets }: Pick<DeletionPlan, 'createdAt' | 'targets'>,
  { name, urlEndpoints }: PlanFile['account'],
): string {
  const plan = {
    createdAt,
    account: { name, urlEndpoints },
    targets: targets.map(({ target }) => filedOf(snapshotOf(target))),
  };
  return [
    '{',
    `  "format": ${json(format)},`,
    `  "version": ${version},`,
    `  "createdAt": ${json(createdAt)},`,
    `  "account": ${json(plan.account)},`,
    '  "targets": [',
    plan.targets.map((target) => `    ${json(target)}`).join(',\n'),
    '  ],',
    `  "sha256": ${json(hashOf(plan))}`,
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
};

const filedTarget = v.variant('kind', [
  v.strictObject({ kind: v.literal('file'), ...file, versionId: v.optional(id) }),
  v.strictObject({ kind: v.literal('version'), ...file, versionId: id }),
  v.strictObject({ kind: v.literal('folder'), path }),
]);

/** A snapshot as the file has it. */
type FiledTarget = v.InferOutput<typeof filedTarget>;

interface Filed extends Omit<PlanFile, 'targets'> {
  readonly targets: readonly FiledTarget[];
}

/** Nothing but what the hash is made of: a key that it does not cover would go unnoticed. */
const schema = v.strictObject({
  format: v.literal(format),
  version: v.literal(version),
  createdAt: v.pipe(v.string(), v.isoTimestamp()),
  account: v.strictObject({ name: v.string(), urlEndpoints: v.array(v.string()) }),
  targets: v.pipe(v.array(filedTarget), v.minLength(1)),
  sha256: v.string(),
});

/** Reads a plan file. Nothing in it is trusted but that it names targets. */
export function readPlanFile(text: string): PlanFileReading {
  if (text.length > longestPlanFile) return { kind: 'tooLarge' };
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // Its error has the place in words only, which differ from one engine to the next.
    return { kind: 'notJson', line: brokenLine(text) };
  }
  const result = v.safeParse(schema, value, { abortEarly: true });
  if (!result.success) {
    return { kind: 'notAPlan', place: v.getDotPath(result.issues[0]) ?? '' };
  }
  const { createdAt, account, targets, sha256 } = result.output;
  if (targets.length > mostTargets) return { kind: 'tooLarge' };
  const plan = { createdAt, account, targets };
  if (hashOf(plan) !== sha256.toLowerCase()) return { kind: 'hashMismatch' };
  return { kind: 'plan', plan: { ...plan, targets: targets.map(snapshotFrom) } };
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
function hashOf({ createdAt, account, targets }: Filed): string {
  const said = [
    format,
    version,
    createdAt,
    account.name,
    account.urlEndpoints,
    targets.map((target) =>
      target.kind === 'folder'
        ? [target.kind, target.path]
        : [
            target.kind,
            target.path,
            target.fileId,
            target.versionId ?? null,
            target.size ?? null,
            target.updatedAt ?? null,
          ],
    ),
  ];
  return createHash('sha256').update(JSON.stringify(said)).digest('hex');
}

function brokenLine(text: string): number {
  const errors: ParseError[] = [];
  try {
    parseTree(text, errors, { disallowComments: true });
  } catch (error) {
    // The parser calls itself for each level: a text of brackets alone exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
  }
  return lineNumber(text, errors[0]?.offset ?? 0);
}
