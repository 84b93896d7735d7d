import { Refusal } from '../http/exchange';
import { formatOf } from '../library/mime';
import type { Version } from '../library/storedFile';
import { perceptualHash } from './perceptualHash';

/** The metadata of a picture or a video. Throws the documented 400 for what has no pixels. */
export function metadataOf({ file, content }: Version): Record<string, unknown> {
  if (content.width === undefined || content.height === undefined) {
    throw new Refusal(400, 'The requested file is corrupt or invalid.');
  }
  const { height, width, size, video } = content;
  const known = { height, width, size, format: formatOf(file.name) };
  if (video !== undefined) return { ...known, ...video };
  return {
    ...known,
    hasColorProfile: false,
    quality: 0,
    density: 72,
    hasTransparency: content.hasAlpha ?? false,
    pHash: perceptualHash(content.bytes()),
    exif: {},
  };
}
