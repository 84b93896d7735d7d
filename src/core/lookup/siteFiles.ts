import { composed } from '../finder/address/libraryPath';
import { isMediaName } from '../finder/writing/fileName';

/** Folders whose files a site serves itself, below their own name or without it. */
const siteFolders = new Set([
  ...['public', 'static', 'www', 'wwwroot', 'htdocs', 'webroot', 'web', 'app', 'src', 'docs'],
  ...['public_html', 'html', 'site', 'source', 'assets', 'resources', 'dist'],
]);

/**
 * The addresses, as `/img/logo.png`, at which a file of a folder may be served by the site that the
 * folder holds: from its root, and from each folder such as `public`.
 */
function addressesOf(file: string): readonly string[] {
  const segments = file.split('/');
  const addresses = new Set([`/${file}`]);
  for (const [index, segment] of segments.slice(0, -1).entries()) {
    if (!siteFolders.has(segment.toLowerCase())) continue;
    addresses.add(`/${segments.slice(index).join('/')}`);
    addresses.add(`/${segments.slice(index + 1).join('/')}`);
  }
  return [...addresses].map(composed);
}

/** Pictures and the like that lie in a folder itself: a path that leads to one may mean that one. */
export class SiteFiles {
  private readonly files = new Set<string>();
  private readonly addresses = new Map<string, number>();

  /** `file` is relative to the folder, with `/`. */
  add(file: string): void {
    if (!isMediaName(file) || this.files.has(file)) return;
    this.files.add(file);
    for (const address of addressesOf(file)) {
      this.addresses.set(address, (this.addresses.get(address) ?? 0) + 1);
    }
  }

  delete(file: string): void {
    if (!this.files.delete(file)) return;
    for (const address of addressesOf(file)) {
      const left = (this.addresses.get(address) ?? 0) - 1;
      if (left > 0) this.addresses.set(address, left);
      else this.addresses.delete(address);
    }
  }

  /** Forgets all files below a folder. */
  deleteFolder(folder: string): void {
    for (const file of this.files) if (file.startsWith(`${folder}/`)) this.delete(file);
  }

  clear(): void {
    this.files.clear();
    this.addresses.clear();
  }

  /** Whether a path, as a reference has it, leads to one of the files. */
  has(path: string): boolean {
    return this.addresses.has(path);
  }
}
