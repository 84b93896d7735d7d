/** Names that Windows keeps for devices, whatever their extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/** A name can have 255 bytes on most disks; a number and a version may follow. */
const longestName = 200;

/**
 * Where files of a library go in a folder of this machine. No path leaves the folder, none is taken
 * twice (in case or form either), and each disk takes every name.
 */
export class ExportPaths {
  private readonly taken = new Set<string>();

  /** Path from the folder, with `/`. `version` is the number of one that isn't current. */
  pathFor(libraryPath: string, version: number | undefined): string {
    const segments = libraryPath.split('/').filter((segment) => segment !== '');
    const name = segments.pop() ?? '';
    const folders: string[] = [];
    for (const segment of segments) folders.push(this.folderName(folders, safeName(segment)));
    const { stem, extension } = partsOf(safeName(name));
    const base = version === undefined ? stem : `${stem} (version ${version})`;
    for (let number = 1; ; number++) {
      const numbered = number === 1 ? base : `${base} (${number})`;
      const path = [...folders, numbered + extension].join('/');
      if (this.take(path)) return path;
    }
  }

  /** A folder makes way for a file that has its path. */
  private folderName(above: readonly string[], name: string): string {
    const path = keyOf([...above, name].join('/'));
    return this.taken.has(`file ${path}`) ? this.folderName(above, `${name}_`) : name;
  }

  private take(path: string): boolean {
    const key = keyOf(path);
    if (this.taken.has(`file ${key}`) || this.taken.has(`folder ${key}`)) return false;
    this.taken.add(`file ${key}`);
    const names = key.split('/');
    for (let depth = 1; depth < names.length; depth++) {
      this.taken.add(`folder ${names.slice(0, depth).join('/')}`);
    }
    return true;
  }
}

/** Equal for paths that some disk takes for the same. */
function keyOf(path: string): string {
  return path.normalize('NFC').toLowerCase();
}

function partsOf(name: string): { readonly stem: string; readonly extension: string } {
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= 12 ? name.slice(dot) : '';
  const whole = name.slice(0, name.length - extension.length);
  return { stem: shortened(whole), extension };
}

function shortened(text: string): string {
  let short = text;
  while (new TextEncoder().encode(short).length > longestName) short = short.slice(0, -1);
  // Half a character has no name on a disk.
  return short.replace(/\p{Cs}/gu, '');
}

function safeName(name: string): string {
  // eslint-disable-next-line no-control-regex -- no name on Windows may hold a control character
  const plain = shortenedFolder(name.replace(/[<>:"|?*\\/\u0000-\u001f]/g, '_'));
  const ended = plain.replace(/[. ]+$/, (end) => '_'.repeat(end.length));
  return devices.test(ended) ? `_${ended}` : ended;
}

function shortenedFolder(name: string): string {
  const { length } = new TextEncoder().encode(name);
  return length > 255 ? shortened(name) : name;
}
