/** A library path as its folder's path and its name. */
export interface PathParts {
  /** `/` for the root. */
  readonly folder: string;
  readonly name: string;
}

/** Takes a library path apart. */
export function pathParts(path: string): PathParts {
  const slash = path.lastIndexOf('/');
  return { folder: path.slice(0, slash) || '/', name: path.slice(slash + 1) };
}

/** Puts a folder's path and a name together. */
export function pathOf({ folder, name }: PathParts): string {
  return folder === '/' ? `/${name}` : `${folder}/${name}`;
}

/**
 * Where an upload to this path lands: everything but ASCII letters, digits, `.`, `_`, `-` becomes
 * `_`, and in folders the dot too (ImageKit's documented rule for `fileName` and `folder`).
 */
export function uploadPath(path: string): string {
  const { folder, name } = pathParts(path);
  return pathOf({
    folder: folder.replace(/[^A-Za-z0-9/_-]/g, '_'),
    name: name.replace(/[^A-Za-z0-9._-]/g, '_'),
  });
}

/** Whether renaming a file gives it this name: it keeps letters and digits of any script. */
export function isRenameName(name: string): boolean {
  return /^[\p{L}\p{N}._-]+$/u.test(name);
}

/** Whether creating a folder gives it this name: letters and digits of any script alone stay. */
export function isCreateName(name: string): boolean {
  return /^[\p{L}\p{N}]+$/u.test(name);
}

/** Another name beside one that is taken: `hero.jpg` becomes `hero_restored.jpg`, then `…_restored_2`. */
export function freeName(path: string, attempt: number): string {
  const { folder, name } = pathParts(path);
  const dot = name.lastIndexOf('.');
  const [stem, extension] = dot <= 0 ? [name, ''] : [name.slice(0, dot), name.slice(dot)];
  const number = attempt === 1 ? '' : `_${attempt}`;
  return pathOf({ folder, name: `${stem}_restored${number}${extension}` });
}
