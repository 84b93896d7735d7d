import { readFileSync } from 'node:fs';
import path from 'node:path';

/** The text of a picture of this folder's `assets/`, which the build puts beside the bundle. */
export function readAsset(name: string): string {
  return readFileSync(path.join(__dirname, 'assets', `${name}.svg`), 'utf8');
}
