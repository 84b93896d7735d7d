import assert from 'node:assert/strict';
import path from 'node:path';
import type { ZipEntry } from './readZip';

/** A file of the package and what it requires on being loaded, not later by an import(). */
export function loadedAtOnce(files: readonly ZipEntry[], start: string): readonly ZipEntry[] {
  const found = new Map<string, ZipEntry>();
  const visit = (name: string) => {
    if (found.has(name)) return;
    const file = files.find((entry) => entry.name === name);
    assert.ok(file, `${name} is missing`);
    found.set(name, file);
    const requires = file.text().matchAll(/(?<!\.then\(\(\)=>\w*\(?)require\("(\.[^"]+)"\)/g);
    for (const [, target] of requires) visit(path.posix.join(path.posix.dirname(name), target!));
  };
  visit(start);
  return [...found.values()];
}
