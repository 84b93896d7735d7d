import { editDeliveryUrls as edit } from '../../account/editDeliveryUrls';
import type { Command } from '../../app';

/** Changes which URLs are known to deliver the active account's files. */
export const editDeliveryUrls: Command = {
  id: 'imagekitCleanup.editDeliveryUrls',
  run: (app) => edit(app),
};
