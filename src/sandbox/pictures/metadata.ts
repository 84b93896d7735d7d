import { Refusal } from '../http/exchange';
import { formatOf } from '../library/mime';
import type { Version } from '../library/storedFile';
import { perceptualHash } from './perceptualHash';

/** The metadata of a picture. Throws the documented 400 for what has no pixels. */
export function metadataOf({ file, content }: Version): Record<string, unknown> {
  if (content.width === undefined || content.height === undefined) {
    throw new Refusal(400, 'The requested file is corrupt or invalid.');
  }
  return {
    height: content.height,
    width: content.width,
    size: content.size,
    format: formatOf(file.name),
    hasColorProfile: false,
    quality: 0,
    density: 72,
    hasTransparency: content.hasAlpha ?? false,
    pHash: perceptualHash(content.bytes()),
    exif: {},
  };
}
