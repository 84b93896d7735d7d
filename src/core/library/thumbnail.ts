import type { Asset, AssetVersion } from '../../api/asset';
import type { Account } from '../account/account';
import { deliveryLink } from './deliveryLink';

/**
 * Where a small picture of the file can be had without a signature; `undefined` for what is not an
 * image, is private or unpublished, or would be fetched from anywhere but a delivery host.
 */
export function thumbnailLink(
  file: Pick<Asset | AssetVersion, 'fileType' | 'isPrivate' | 'isPublished' | 'thumbnail'>,
  account: Pick<Account, 'kind' | 'urlEndpoints'>,
): string | undefined {
  if (file.fileType !== 'image' || file.isPrivate || !file.isPublished) return undefined;
  return file.thumbnail === undefined ? undefined : deliveryLink(file.thumbnail, account);
}
