import { stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImageKitClient } from '../../api/client';
import { folderExists } from '../../core/library/folderExists';
import type { RestoreClient } from '../../core/recovery/restoreFile';
import { pathParts } from '../../core/recovery/uploadPath';

/** ImageKit, with uploads that take their bytes from a backup's folder. */
export function restoreClient(
  client: Pick<ImageKitClient, 'list' | 'recovery'>,
  backup: string,
): RestoreClient {
  const { recovery } = client;
  return {
    async upload(upload, signal) {
      const { folder, name } = pathParts(upload.path);
      const file = path.join(backup, upload.bytes);
      const { tags, customMetadata, customCoordinates, description } = upload;
      const sent = await recovery.upload(
        {
          file,
          fileName: name,
          bytes: (await stat(file)).size,
          fields: {
            fileName: name,
            folder,
            useUniqueFileName: 'false',
            overwriteFile: String(upload.asVersion),
            isPrivateFile: String(upload.isPrivate),
            ...(tags.length > 0 && { tags: tags.join(',') }),
            ...(Object.keys(customMetadata).length > 0 && {
              customMetadata: JSON.stringify(customMetadata),
            }),
            ...(customCoordinates !== undefined && { customCoordinates }),
            ...(description !== undefined && { description }),
          },
        },
        signal,
      );
      return { fileId: sent.fileId, versionId: sent.versionId, path: sent.filePath };
    },
    fileAt: (at, signal) => recovery.fileAt(at, signal),
    details: (fileId, signal) => recovery.details(fileId, signal),
    folderExists: (at, signal) => folderExists(at, { client, signal }),
    createFolder: (at, signal) => recovery.createFolder(at, signal),
    renameFile: (at, name, signal) => recovery.renameFile(at, name, signal),
    moveFile: (at, folder, signal) => recovery.moveFile(at, folder, signal),
  };
}
