import { access, constants } from 'node:fs/promises';
import { delimiter, isAbsolute, join } from 'node:path';

const program = process.platform === 'win32' ? 'rg.exe' : 'rg';
const platform = `${process.platform}-${process.arch}`;

/** Where VS Code keeps ripgrep below its own folder; newer versions first. */
const places = [
  `node_modules/@vscode/ripgrep-universal/bin/${platform}/${program}`,
  `node_modules/@vscode/ripgrep-${platform}/bin/${program}`,
  `node_modules/@vscode/ripgrep/bin/${program}`,
  `node_modules.asar.unpacked/@vscode/ripgrep-universal/bin/${platform}/${program}`,
  `node_modules.asar.unpacked/@vscode/ripgrep/bin/${program}`,
];

/** ripgrep below VS Code's folder (`vscode.env.appRoot`); `undefined` when there is none. */
export async function findRipgrep(appRoot: string): Promise<string | undefined> {
  return firstRunnable(places.map((place) => join(appRoot, place)));
}

/** ripgrep in one of the absolute folders of `PATH`. */
export async function ripgrepOnPath(path: string): Promise<string | undefined> {
  const folders = path.split(delimiter).filter((folder) => isAbsolute(folder));
  return firstRunnable(folders.map((folder) => join(folder, program)));
}

async function firstRunnable(files: readonly string[]): Promise<string | undefined> {
  for (const file of files) {
    try {
      await access(file, constants.X_OK);
      return file;
    } catch {
      // Not here: the next place.
    }
  }
  return undefined;
}
