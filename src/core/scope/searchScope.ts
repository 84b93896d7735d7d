import { ScopeGlobs, type UnmatchedGlob } from './scopeGlobs';

/** Which files of a folder are searched. */
export interface SearchScope {
  /** Globs; when there are any, only files that match one are searched. */
  readonly include: readonly string[];
  /** Globs of files and folders that are not searched, besides those that never are. */
  readonly exclude: readonly string[];
  /** Bytes; larger files are skipped. */
  readonly maxFileSize: number;
  /** Whether files that Git ignores are skipped; `.env` files never are. */
  readonly skipIgnored: boolean;
  /** The globs hold in any case, as names do on the disk. */
  readonly ignoreCase?: boolean;
}

/**
 * Why a file was not searched. Symbolic links are not followed: what they lead to in the same folder
 * is searched in its own place. `special` are pipes, sockets and devices.
 */
export type SkipReason =
  'excluded' | 'ignored' | 'binary' | 'tooLarge' | 'unreadable' | 'link' | 'special';

/** How many files were skipped, by the reason. */
export type SkipCounts = Readonly<Record<SkipReason, number>>;

/** Nothing skipped. */
export const noneSkipped: SkipCounts = {
  ...{ excluded: 0, ignored: 0, binary: 0, tooLarge: 0, unreadable: 0, link: 0, special: 0 },
};

/** Which files a search looked at, and which it did not. */
export interface Coverage {
  readonly searched: number;
  /** Files in folders that are never searched (`node_modules`, `.git`) are not counted. */
  readonly skipped: SkipCounts;
  /** Globs of the scope that matched nothing, so that what they were for may be searched, or not. */
  readonly unmatched?: readonly UnmatchedGlob[];
}

/** How a search ended. */
export interface SearchEnd extends Coverage {
  /**
   * Pictures and the like that lie in the folder, searched or not, relative to it and with `/`: a path
   * that leads to one of them may mean that one.
   */
  readonly media: readonly string[];
}

/** What holds without settings. 64 MB lets data dumps in and keeps memory within bounds. */
export const defaultScope: SearchScope = {
  include: [],
  exclude: [],
  maxFileSize: 64 * 1024 * 1024,
  skipIgnored: true,
};

/**
 * Folders of other people's code and of version control: never entered, never counted, and neither
 * are links of these names.
 */
export const closedFolders = ['.git', '.hg', '.svn', 'node_modules', 'bower_components', '.yarn'];

/** Files that tools write: their hex strings are hashes, or name what is to be deleted or kept. */
const generatedNames =
  'package-lock.json npm-shrinkwrap.json yarn.lock pnpm-lock.yaml bun.lock bun.lockb deno.lock composer.lock gemfile.lock cargo.lock poetry.lock pipfile.lock uv.lock go.sum flake.lock pubspec.lock podfile.lock mix.lock packages.lock.json .imagekit-cleanup.json'.split(
    ' ',
  );
const generatedEndings = [
  'map',
  'min.js',
  'min.mjs',
  'min.css',
  'tsbuildinfo',
  'imagekit-plan.json',
];

/** Endings of files that hold no text. */
const binaryEndings =
  'png apng jpg jpeg gif webp avif heic heif jxl bmp tif tiff ico icns psd mp4 m4v webm mov ogv avi mkv mp3 m4a wav ogg flac woff woff2 ttf otf eot pdf zip gz tgz bz2 xz zst 7z rar jar war class exe dll so dylib o a obj wasm node pyc pyd bin dat db sqlite sqlite3 doc docx xls xlsx ppt pptx glb vsix'.split(
    ' ',
  );

const generated = new Set(generatedNames);
const generatedEnd = new RegExp(`\\.(?:${generatedEndings.join('|').replaceAll('.', '\\.')})$`);

/** What a file's last ending says: most need no look at the rest of the name. */
const byEnding = new Map<string, 'binary' | 'generated?'>([
  ...binaryEndings.map((ending) => [ending, 'binary'] as const),
  ...[...generatedNames, ...generatedEndings].map(
    (name) => [name.slice(name.lastIndexOf('.') + 1), 'generated?'] as const,
  ),
]);

/** `.env`, `.env.local` and their like. */
export function isEnvFile(path: string): boolean {
  return path.includes('.env') && /(?:^|\/)\.env(?:\.[^/]*)?$/.test(path);
}

/** Decides by paths alone, and notes which globs matched. */
export interface ScopeFilter {
  readonly reasonOf: (path: string) => 'excluded' | 'binary' | undefined;
  /** Whether a folder is left out with all that is in it. */
  readonly leavesOut: (folder: string) => boolean;
  /** Globs that no path so far has matched. */
  readonly unmatched: () => readonly UnmatchedGlob[];
}

/** Made once for many paths. */
export function scopeFilter({ ignoreCase = false, ...scope }: SearchScope): ScopeFilter {
  const include = new ScopeGlobs(scope.include, ignoreCase);
  const exclude = new ScopeGlobs(scope.exclude, ignoreCase);
  return {
    reasonOf: (path) => {
      const dot = path.lastIndexOf('.');
      const kind = dot < 0 ? undefined : byEnding.get(path.slice(dot + 1).toLowerCase());
      if (kind === 'binary') return 'binary';
      if (kind === 'generated?' && isGenerated(path)) return 'excluded';
      if (exclude.holds(path)) return 'excluded';
      return include.size === 0 || include.holds(path) ? undefined : 'excluded';
    },
    leavesOut: (folder) => exclude.holds(folder),
    unmatched: () => [
      ...include.unused().map((glob) => ({ list: 'include' as const, glob })),
      ...exclude.unused().map((glob) => ({ list: 'exclude' as const, glob })),
    ],
  };
}

function isGenerated(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  return generated.has(name) || generatedEnd.test(name);
}

/** The names that `scopeFilter` decides by alone, as globs in small letters. */
export const skippedNames: readonly string[] = [
  ...generatedNames,
  ...[...generatedEndings, ...binaryEndings].map((ending) => `*.${ending}`),
];
