import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import { posix } from 'node:path';
import type { GitSetting } from '../../core/scope/gitConfig';
import { gitSettings } from '../../core/scope/gitConfig';
import { readGitIndex } from '../../core/scope/gitIndex';
import { IgnoreRules } from '../../core/scope/ignoreRules';
import type { FolderFiles } from './folderFiles';
import { joined } from './folderFiles';

/** What a Git work tree says about its files. Nothing is run: Git's files are read. */
export interface Repository {
  /** A path of the searched folder as one from the top of the work tree. */
  readonly inside: (path: string) => string;
  /** The rules that hold in the folder it was found for, but for that folder's own. */
  readonly rules: IgnoreRules;
  /** Those of its tracked files that are wanted, by their paths in the searched folder. */
  readonly tracked: (wanted: (path: string) => boolean) => Promise<ReadonlySet<string>>;
}

/** Ignore and configuration files of more bytes are no one's. */
const mostText = 8 * 1024 * 1024;
/** An index of some ten million files. */
const mostIndex = 1024 * 1024 * 1024;

/** A folder outside of any work tree: its ignore files count all the same, and no others do. */
export const noRepository: Repository = {
  inside: (path) => path,
  rules: IgnoreRules.none(false),
  tracked: () => Promise.resolve(new Set<string>()),
};

/** A path as Git keeps it: on macOS composed, whatever the disk has. */
export function asGit(path: string): string {
  return process.platform === 'darwin' ? path.normalize('NFC') : path;
}

/** The work tree that the searched folder is in: its own, or one that begins further up. */
export async function repositoryAround(files: FolderFiles): Promise<Repository> {
  const own = await repositoryAt(files, '');
  if (own) return own;
  const { onDisk } = files;
  if (onDisk === undefined) return noRepository;
  const parts = onDisk.split(/[\\/]/);
  for (let count = parts.length - 1; count > 0; count -= 1) {
    const top = parts.slice(0, count).join('/') || '/';
    const git = await gitFolder(files, top);
    if (git === undefined) continue;
    const below = parts.slice(count);
    const settings = await allSettings(files, git);
    let rules: IgnoreRules | undefined = await outermostRules(files, git, settings, top);
    // The folder's own ignore file is read with the folder, so the last step is not taken here.
    for (let depth = 0; depth < below.length; depth += 1) {
      const folder = below.slice(0, depth).join('/');
      rules = await withIgnoreFile(files, rules, join(top, folder), folder);
      // A folder that is ignored as a whole was opened on purpose: what is in it counts.
      rules = rules.enter(below.slice(0, depth + 1).join('/')) ?? IgnoreRules.none(false);
    }
    return repository(files, git, settings, { rules, prefix: `${below.join('/')}/`, base: '' });
  }
  return noRepository;
}

/** The work tree that begins at a folder, such as a submodule's; `undefined` where none does. */
export async function repositoryAt(
  files: FolderFiles,
  base: string,
): Promise<Repository | undefined> {
  const git = await gitFolder(files, base);
  if (git === undefined) return undefined;
  const settings = await allSettings(files, git);
  const rules = await outermostRules(files, git, settings, base);
  return repository(files, git, settings, { rules, prefix: '', base });
}

/** Adds the ignore file of a folder, if there is one that can be read. */
export async function withIgnoreFile(
  files: FolderFiles,
  rules: IgnoreRules,
  at: string,
  folder: string,
): Promise<IgnoreRules> {
  const bytes = await readSmall(files, joined(at, '.gitignore'));
  return bytes ? rules.with(bytes, folder) : rules;
}

/** Where Git keeps what it knows of a work tree, and what it shares with other work trees. */
interface GitPlace {
  readonly own: string;
  readonly common: string;
}

async function gitFolder(files: FolderFiles, top: string): Promise<GitPlace | undefined> {
  const at = joined(top, '.git');
  if (await readSmall(files, joined(at, 'HEAD'))) return { own: at, common: at };
  // A submodule and a further work tree have a file that names the folder.
  const named = /^gitdir: (.+?)\r?\n?$/.exec(textOf(await readSmall(files, at)))?.[1];
  if (named === undefined) return undefined;
  const own = from(top, named);
  if (!(await readSmall(files, joined(own, 'HEAD')))) return undefined;
  const common = textOf(await readSmall(files, joined(own, 'commondir'))).trim();
  return { own, common: common === '' ? own : from(own, common) };
}

function from(folder: string, path: string): string {
  return isAbsolute(path) ? path : posix.normalize(joined(folder, path));
}

function repository(
  files: FolderFiles,
  { own }: GitPlace,
  settings: readonly GitSetting[],
  { rules, prefix, base }: { rules: IgnoreRules; prefix: string; base: string },
): Repository {
  const below = base === '' ? 0 : base.length + 1;
  const inside = (path: string) => asGit(prefix + path.slice(below));
  const outside = (path: string) => joined(base, path.slice(prefix.length));
  const hashBytes = lastOf(settings, 'extensions.objectformat') === 'sha256' ? 32 : 20;
  return {
    inside,
    rules,
    tracked: async (wanted) => {
      const found = new Set<string>();
      let name: string | undefined = 'index';
      while (name !== undefined) {
        const bytes: Uint8Array | undefined = await readFile(files, joined(own, name), mostIndex);
        const isWanted = (path: string) => path.startsWith(prefix) && wanted(outside(path));
        const index = bytes && readGitIndex(bytes, hashBytes, isWanted);
        for (const path of index?.paths ?? []) found.add(outside(path));
        name = name === 'index' ? index?.sharedFile : undefined;
      }
      return found;
    },
  };
}

/** The rules of the user and of the repository that stand in no folder of it. */
async function outermostRules(
  files: FolderFiles,
  { common }: GitPlace,
  settings: readonly GitSetting[],
  top: string,
): Promise<IgnoreRules> {
  const ignoreCase = /^(?:true|yes|on|1)$/i.test(lastOf(settings, 'core.ignorecase') ?? '');
  const named = lastOf(settings, 'core.excludesfile');
  const users = named === undefined ? usersFile('ignore') : named && from(top, atHome(named));
  let rules = IgnoreRules.none(ignoreCase);
  for (const file of [users, joined(common, 'info/exclude')]) {
    const bytes = file === '' ? undefined : await readSmall(files, file);
    if (bytes) rules = rules.with(bytes, '');
  }
  return rules;
}

/** A file of the user's own settings of Git, in the newer of the two places. */
function usersFile(name: string): string {
  return join(process.env['XDG_CONFIG_HOME'] || join(homedir(), '.config'), 'git', name);
}

function atHome(path: string): string {
  return path.replace(/^~(?=[\\/])/, homedir());
}

/** The settings that hold for a repository, the later over the earlier. */
async function allSettings(files: FolderFiles, { own, common }: GitPlace): Promise<GitSetting[]> {
  const { env } = process;
  const isSystemOff = /^(?:true|yes|on|1)$/i.test(env['GIT_CONFIG_NOSYSTEM'] ?? '');
  const system = env['GIT_CONFIG_SYSTEM'] ?? '/etc/gitconfig';
  const users = env['GIT_CONFIG_GLOBAL'];
  const places = [
    ...(isSystemOff ? [] : [system]),
    ...(users === undefined ? [usersFile('config'), join(homedir(), '.gitconfig')] : [users]),
    joined(common, 'config'),
    joined(own, 'config.worktree'),
  ];
  const settings: GitSetting[] = [];
  for (const place of places) settings.push(...(await settingsIn(files, place, 0)));
  return settings;
}

/** Git gives up at ten files that include one another. */
const deepestInclude = 10;

/** A file's settings, with those of the files that it includes without a condition. */
async function settingsIn(files: FolderFiles, file: string, depth: number): Promise<GitSetting[]> {
  const settings: GitSetting[] = [];
  for (const each of gitSettings(textOf(await readSmall(files, file)))) {
    settings.push(each);
    if (each.key !== 'include.path' || depth === deepestInclude) continue;
    const included = from(posix.dirname(file), atHome(each.value));
    settings.push(...(await settingsIn(files, included, depth + 1)));
  }
  return settings;
}

function lastOf(settings: readonly GitSetting[], key: string): string | undefined {
  return settings.findLast((setting) => setting.key === key)?.value;
}

function readSmall(files: FolderFiles, path: string): Promise<Uint8Array | undefined> {
  return readFile(files, path, mostText);
}

/** A file's bytes; `undefined` when it is not there or can't be read. */
async function readFile(
  files: FolderFiles,
  path: string,
  most: number,
): Promise<Uint8Array | undefined> {
  if (files.onDisk === undefined && (isAbsolute(path) || path.startsWith('../'))) return undefined;
  try {
    return await files.read(path, most);
  } catch {
    // Not there, or forbidden: it says nothing.
    return undefined;
  }
}

function textOf(bytes: Uint8Array | undefined): string {
  return new TextDecoder().decode(bytes);
}
