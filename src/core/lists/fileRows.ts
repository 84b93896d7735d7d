import { rowKindOf, type Column } from './columnNames';
import type { Field } from './listedRow';

/**
 * Rows that say that they are files, by the version that each names. A file has one row; several with
 * different versions are a list of its versions, in which ImageKit calls each of them a file.
 */
export class FileRows {
  readonly #versions = new Map<string, string>();
  readonly #several = new Set<string>();

  add(fields: readonly Field[]): void {
    const type = textOf(fields, 'type');
    const versionId = type === undefined ? undefined : textOf(fields, 'versionId');
    const fileId = versionId === undefined ? undefined : textOf(fields, 'fileId');
    if (fileId === undefined || versionId === undefined || rowKindOf(type ?? '') !== 'file') return;
    const before = this.#versions.get(fileId);
    if (before === undefined) this.#versions.set(fileId, versionId);
    else if (before !== versionId) this.#several.add(fileId);
  }

  /** Whether rows of a row's file name several versions. */
  areOfVersions(fields: readonly Field[]): boolean {
    return this.#several.size > 0 && this.#several.has(textOf(fields, 'fileId') ?? '');
  }
}

function textOf(fields: readonly Field[], column: Column): string | undefined {
  return fields.find((each) => each.column === column && each.text !== '')?.text;
}
