/** Endings by which a word in a text is taken for a media file's name. */
const mediaEndings = [
  ...['jpe?g', 'png', 'apng', 'webp', 'gif', 'svg', 'avif', 'heic', 'heif', 'jxl', 'bmp', 'tiff?'],
  ...['ico', 'psd', 'eps', 'mp4', 'm4v', 'webm', 'mov', 'ogv', 'avi', 'mkv', 'mpd', 'm3u8'],
  ...['mp3', 'm4a', 'wav', 'ogg', 'flac', 'pdf', 'docx?', 'xlsx?', 'pptx?', 'zip', 'glb', 'gltf'],
  ...['woff2?', 'ttf', 'otf', 'eot'],
].join('|');

/** Source of an expression for `.jpg` and its like, good in JavaScript and in Rust. */
export const mediaEnding = `\\.(?:${mediaEndings})`;

const endsAsMedia = new RegExp(`[^/]${mediaEnding}$`, 'i');

/** Whether a path or name ends as a media file's does. */
export function isMediaName(text: string): boolean {
  return endsAsMedia.test(text.slice(-16));
}
