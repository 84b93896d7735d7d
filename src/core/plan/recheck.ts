import { pages } from '../../api/pages';
import type { Claim, Unresolved } from '../request';
import { findTargets, type Findings, type FindOptions } from './findTargets';
import type { GuardFinding } from './guards';
import { listBelow } from './listBelow';
import type { FiledTarget } from './planFile';
import { targetKey, type Target } from '../target';

/** What the server says of an imported plan. */
export interface Recheck extends Findings {
  /** Why a target is not as the plan has it, for each that isn't; by key. */
  readonly differences: ReadonlyMap<string, GuardFinding>;
}

/** What looking up an imported plan needs. */
export type RecheckOptions = Omit<FindOptions, 'named' | 'versionUrls'>;

type FiledFolder = FiledTarget & { readonly kind: 'folder' };

/**
 * Looks up every target of an imported plan. What is gone is not found; what has changed since, or
 * has come into one of its folders, is found with the difference: a plan is an agreement on things
 * as they were.
 */
export async function recheck(
  filed: readonly FiledTarget[],
  options: RecheckOptions,
): Promise<Recheck> {
  const byKey = new Map(filed.map((each) => [keyOf(each), each]));
  const claims = filed.flatMap((each) => (each.kind === 'folder' ? [] : [claimOf(each)]));
  const named = { named: true, versionUrls: 'version' } as const;
  const files = await findTargets(claims, { ...options, ...named });
  const folders = await findFolders(
    filed.filter((each) => each.kind === 'folder'),
    options,
  );
  const targets = [...files.targets, ...folders.targets];
  const differences = new Map<string, GuardFinding>();
  for (const { target } of targets) {
    const key = targetKey(target);
    const finding = differenceOf(byKey.get(key), target);
    if (finding) differences.set(key, finding);
  }
  return {
    targets,
    unresolved: [...files.unresolved, ...folders.unresolved].map((each) => withPath(each, byKey)),
    filesOfVersions: files.filesOfVersions,
    foreignIds: files.foreignIds,
    differences,
  };
}

/** The folders that still exist with all that is below them now, and those that don't. */
async function findFolders(
  filed: readonly FiledFolder[],
  options: RecheckOptions,
): Promise<Pick<Findings, 'targets' | 'unresolved'>> {
  const paths = new Set(filed.map(({ path }) => path));
  const found = new Map<string, Target>();
  for (const path of paths) {
    if (isBelowAny(path, paths) || !(await folderExists(path, options))) continue;
    for (const target of await listBelow(path, options)) found.set(targetKey(target), target);
  }
  const missing = [...paths].filter((folderPath) => !found.has(`folder:${folderPath}`));
  return {
    targets: [...found.values()].map((target) => ({ target, source: undefined })),
    unresolved: missing.map((folderPath) => ({
      ref: { kind: 'folder', folderPath },
      source: undefined,
      why: { kind: 'notFound' },
    })),
  };
}

function isBelowAny(path: string, folders: ReadonlySet<string>): boolean {
  for (let end = path.lastIndexOf('/'); end > 0; end = path.lastIndexOf('/', end - 1)) {
    if (folders.has(path.slice(0, end))) return true;
  }
  return false;
}

/** A folder that is not there lists as an empty one, so its parent is asked. */
async function folderExists(
  path: string,
  { client, signal }: Pick<RecheckOptions, 'client' | 'signal'>,
): Promise<boolean> {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  for await (const page of pages(client, { path: parent, type: 'folder' }, signal)) {
    if (page.some((item) => item.type === 'folder' && item.folderPath === path)) return true;
  }
  return false;
}

function differenceOf(filed: FiledTarget | undefined, target: Target): GuardFinding | undefined {
  if (!filed) return { kind: 'added' };
  if (filed.kind === 'folder' || target.kind === 'folder') return undefined;
  const now = target.kind === 'asset' ? target.asset : target.version;
  if (now.filePath !== filed.path) return { kind: 'changed', what: 'path' };
  if (now.versionId !== filed.versionId) return { kind: 'changed', what: 'version' };
  if (now.size !== filed.size) return { kind: 'changed', what: 'size' };
  return now.updatedAt === filed.updatedAt ? undefined : { kind: 'changed', what: 'date' };
}

function keyOf(filed: FiledTarget): string {
  switch (filed.kind) {
    case 'file':
      return `asset:${filed.fileId}`;
    case 'version':
      return `version:${filed.fileId}/${filed.versionId}`;
    case 'folder':
      return `folder:${filed.path}`;
  }
}

function claimOf(filed: Exclude<FiledTarget, FiledFolder>): Claim {
  const { fileId } = filed;
  return filed.kind === 'file'
    ? { ref: { kind: 'id', fileId }, source: undefined }
    : { ref: { kind: 'version', fileId, versionId: filed.versionId }, source: undefined };
}

/** What is gone has no name left but the one in the plan. */
function withPath(unresolved: Unresolved, byKey: ReadonlyMap<string, FiledTarget>): Unresolved {
  const { ref } = unresolved;
  if (ref.kind !== 'id' && ref.kind !== 'version') return unresolved;
  const filed = byKey.get(
    keyOf(
      ref.kind === 'id'
        ? { kind: 'file', path: '', fileId: ref.fileId }
        : { kind: 'version', path: '', fileId: ref.fileId, versionId: ref.versionId },
    ),
  );
  if (!filed) return unresolved;
  return { ...unresolved, ref: { kind: 'path', path: filed.path, paths: [filed.path] } };
}
