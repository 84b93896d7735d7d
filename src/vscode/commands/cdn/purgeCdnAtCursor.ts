import type { Command } from '../../app';
import { purgeTargets, purgeUrl } from '../../cdn/purgeFiles';
import { askForUrl } from '../../cdn/askForUrl';
import { assetOf } from '../../sources/assetOf';
import { pointedReference } from '../../editor/cursorReference';

/** Purges the delivery URL under the editor's cursor, or the file that an ID or a path there means. */
export const purgeCdnAtCursor: Command = {
  id: 'imagekitCleanup.purgeCdnAtCursor',
  async run(app, point) {
    const pointed = await pointedReference(app, point);
    if (!pointed) return;
    const { ref, place } = pointed.reference;
    const { account } = await app.connections.connect();
    if (ref.kind === 'url') {
      const url = await askForUrl(account, ref.url);
      if (url !== undefined) await purgeUrl(app, account, url);
      return;
    }
    const asset = await assetOf(app, { ref, source: place });
    if (asset)
      await purgeTargets(app, account, [{ kind: 'asset', asset, olderVersions: undefined }]);
  },
};
