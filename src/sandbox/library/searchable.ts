import type { SearchRow } from '../search';
import { Folder } from './folder';
import type { Entry } from './lag';
import { formatOf } from './mime';
import type { Version } from './storedFile';

/** Who uploaded everything here: the value of the search field `createdBy`. */
const SANDBOX_USER = 'owner@sandbox.example';

/** The kind of row an entry shows as. */
export function typeOf(entry: Entry): SearchRow['type'] {
  if (entry instanceof Folder) return 'folder';
  return entry.isCurrent ? 'file' : 'file-version';
}

/** What the search looks at in an entry. */
export function searchable(entry: Entry): SearchRow {
  return entry instanceof Folder ? new FolderRow(entry) : new VersionRow(entry);
}

/** Works each field out when it is asked for: a query over 100,000 files asks for one or two. */
class VersionRow implements SearchRow {
  readonly createdBy = SANDBOX_USER;

  constructor(private readonly version: Version) {}

  get type(): SearchRow['type'] {
    return typeOf(this.version);
  }
  get id(): string {
    return this.version.file.id;
  }
  get name(): string {
    return this.version.file.name;
  }
  get path(): string {
    return this.version.file.folder.path;
  }
  get tags(): readonly string[] {
    return this.version.attributes.tags ?? [];
  }
  get aiTags(): readonly string[] {
    return this.version.attributes.aiTags?.map(({ name }) => name) ?? [];
  }
  get createdAt(): number {
    return this.version.createdAt;
  }
  get updatedAt(): number {
    return this.version.updatedAt;
  }
  get size(): number {
    return this.version.content.size;
  }
  get width(): number | undefined {
    return this.picture?.width;
  }
  get height(): number | undefined {
    return this.picture?.height;
  }
  /** Only pictures are found by their pixels. */
  private get picture(): Version['content'] | undefined {
    return this.version.content.video ? undefined : this.version.content;
  }
  get format(): string {
    return formatOf(this.name);
  }
  get private(): boolean {
    return this.version.attributes.isPrivate;
  }
  get published(): boolean {
    return this.version.attributes.isPublished;
  }
  get transparency(): boolean | undefined {
    return this.version.content.hasAlpha;
  }
  get customMetadata(): Readonly<Record<string, unknown>> {
    return this.version.attributes.customMetadata;
  }
}

class FolderRow implements SearchRow {
  readonly type = 'folder';
  readonly createdBy = SANDBOX_USER;
  readonly tags = [];
  readonly aiTags = [];

  constructor(private readonly folder: Folder) {}

  get id(): string {
    return this.folder.id;
  }
  get name(): string {
    return this.folder.name;
  }
  get path(): string {
    return this.folder.parent?.path ?? '/';
  }
  get createdAt(): number {
    return this.folder.createdAt;
  }
  get updatedAt(): number {
    return this.folder.updatedAt;
  }
}
