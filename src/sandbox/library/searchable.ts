import { Folder } from './folder';
import type { Entry } from './lag';
import { formatOf } from './mime';
import type { SearchRow } from '../search';

/** Who uploaded everything here: the value of the search field `createdBy`. */
export const SANDBOX_USER = 'owner@sandbox.example';

/** The kind of row an entry shows as. */
export function typeOf(entry: Entry): SearchRow['type'] {
  if (entry instanceof Folder) return 'folder';
  return entry.isCurrent ? 'file' : 'file-version';
}

/** What the search looks at in an entry. */
export function searchable(entry: Entry): SearchRow {
  const { createdAt, updatedAt } = entry;
  const shared = { createdAt, updatedAt, createdBy: SANDBOX_USER, type: typeOf(entry) };
  if (entry instanceof Folder) {
    const { id, name, parent } = entry;
    return { ...shared, id, name, path: parent?.path ?? '/', tags: [], aiTags: [] };
  }
  const { file, attributes, content } = entry;
  return {
    ...shared,
    id: file.id,
    name: file.name,
    path: file.folder.path,
    tags: attributes.tags ?? [],
    aiTags: attributes.aiTags?.map(({ name }) => name) ?? [],
    size: content.size,
    width: content.width,
    height: content.height,
    format: formatOf(file.name),
    private: attributes.isPrivate,
    published: attributes.isPublished,
    transparency: content.hasAlpha,
    customMetadata: attributes.customMetadata,
  };
}
