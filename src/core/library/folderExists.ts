import type { ImageKitClient } from '../../api/client';
import { pages } from '../../api/pages';

/** A folder that is not there lists as an empty one, so its parent is asked. Throws `ApiError`. */
export async function folderExists(
  path: string,
  {
    client,
    signal,
  }: { readonly client: Pick<ImageKitClient, 'list'>; readonly signal: AbortSignal },
): Promise<boolean> {
  const parent = path.slice(0, path.lastIndexOf('/')) || '/';
  for await (const page of pages(client, { path: parent, type: 'folder' }, signal)) {
    if (page.some((item) => item.type === 'folder' && item.folderPath === path)) return true;
  }
  return false;
}
