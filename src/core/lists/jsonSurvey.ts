import { columnReader, namesVersions, rowKindOf, type Column, type columnOf } from './columnNames';
import { FileRows } from './fileRows';
import { looksLikeId, meantText, type Field, type RowsAbout } from './listedRow';
import { isData } from './tableText';
import { folded, holdsVersionMark, isVersionsName, saysVersion } from './versionWords';

/** Lists are not nested deeper; a hostile one could be. */
export const deepest = 100;

/** What all keys of a JSON list, wherever they stand, tell of its rows. */
export class JsonSurvey {
  readonly columnOf: typeof columnOf = columnReader();
  private speaksOfVersions: boolean;
  /** Keys that aren't known, with ids beside a file's. */
  private readonly strange = new Set<string>();
  private readonly fileRows = new FileRows();

  /** `versions`: what stands beside the values has told already that they are about versions. */
  constructor(versions: boolean) {
    this.speaksOfVersions = versions;
  }

  /** Whether the list is about versions. */
  get versions(): boolean {
    return this.speaksOfVersions;
  }

  /** What the list says about an object with these fields. */
  about(value: object, fields: readonly Field[]): RowsAbout {
    return {
      versions: this.speaksOfVersions,
      strangeIds: Object.keys(value).some((key) => this.strange.has(key)),
      ofVersions: this.fileRows.areOfVersions(fields),
    };
  }

  /** Takes in what the keys of a value say. */
  add(value: unknown, depth = 0, inRow = false): void {
    if (depth > deepest || typeof value !== 'object' || value === null) return;
    if (Array.isArray(value)) {
      for (const each of value) {
        if (typeof each === 'string') {
          this.speaksOfVersions ||= holdsVersionMark(each) || this.isVersion(each);
        } else this.add(each, depth + 1, inRow);
      }
      return;
    }
    const fields = Object.entries(value);
    const isFile = this.saysFile(value);
    const isRow = fields.some(([key, each]) => this.tells(key, each));
    if (isFile) this.fileRows.add(this.fieldsOf(value));
    else {
      this.speaksOfVersions ||= !inRow && fields.some((field) => this.namesOne(field, isRow));
      this.speaksOfVersions ||= fields.some(([key, each]) => this.isOfVersion(key, each, isRow));
      this.surveyIds(fields);
    }
    for (const [, each] of fields) this.add(each, depth + 1, inRow || isRow || isFile);
  }

  private surveyIds(fields: readonly (readonly [string, unknown])[]): void {
    const columns = fields.map(([key]) => this.columnOf(key));
    const isBesideId = columns.includes('fileId') || columns.includes('id');
    const strange = fields.filter(
      ([, each], at) => columns[at] === undefined && this.isIdInside(each),
    );
    if (strange.length > (isBesideId ? 0 : 1)) for (const [key] of strange) this.strange.add(key);
  }

  /** An id, a list of ids, or an object with one: whose it is, its key has to say. */
  private isIdInside(value: unknown): boolean {
    const [first] = Array.isArray(value) ? (value as readonly unknown[]) : [value];
    if (typeof first === 'string') return looksLikeId(meantText(first));
    if (typeof first !== 'object' || first === null || Array.isArray(first)) return false;
    return Object.entries(first).some(
      ([key, each]) => this.columnOf(key) === 'id' && this.isIdInside(each),
    );
  }

  /** The texts of an object, and the id of a version that it holds. */
  fieldsOf(value: object): readonly Field[] {
    return Object.entries(value).flatMap(([key, each]) => {
      const column = this.columnOf(key);
      if (typeof each === 'string') return [{ column, text: meantText(each) }];
      const id = column === 'version' ? idOf(each) : undefined;
      return id === undefined ? [] : [{ column: 'versionId' as const, text: id }];
    });
  }

  /** Whether a row says itself that it is a file; then the version in it is just its current one. */
  private saysFile(value: object): boolean {
    return Object.entries(value).some(
      ([key, each]) =>
        typeof each === 'string' && this.columnOf(key) === 'type' && rowKindOf(each) === 'file',
    );
  }

  private isVersion(text: string): boolean {
    return !isData(text) && namesVersions(text, this.columnOf(text));
  }

  private tells(key: string, value: unknown): boolean {
    if (typeof value !== 'string') return false;
    return isAssets(this.columnOf(key)) || looksLikeId(meantText(value));
  }

  /** Whether a text is what a row's version is called, or speaks of versions beside all rows. */
  private namesOne([key, text]: readonly [string, unknown], isRow: boolean): boolean {
    if (typeof text !== 'string' || this.columnOf(key) !== undefined) return false;
    return isRow ? isVersionsName(text) : isTitleOfVersions(text);
  }

  private isOfVersion(key: string, value: unknown, isRow: boolean): boolean {
    if (typeof value === 'string' && holdsVersionMark(value)) return true;
    const column = this.columnOf(key);
    if (column === 'type') return typeof value === 'string' && rowKindOf(value) === 'version';
    if (column === 'versionId') return true;
    return column === 'version' && (isRow || (typeof value === 'object' && value !== null));
  }
}

/** What a list says of itself beside its rows, or how it was asked for. */
function isTitleOfVersions(text: string): boolean {
  return text.length <= longestTitle && !text.includes('://') && saysVersion(folded(text));
}

const longestTitle = 300;

function isAssets(column: Column | undefined): boolean {
  return (
    column !== undefined && column !== 'foreign' && column !== 'databaseId' && column !== 'version'
  );
}

function idOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('id' in value)) return undefined;
  return typeof value.id === 'string' ? value.id : undefined;
}
