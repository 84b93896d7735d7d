/** Endings by which a word in a text is taken for a media file's name. */
const mediaEndings = [
  ...['jpe?g', 'png', 'apng', 'webp', 'gif', 'svg', 'avif', 'heic', 'heif', 'jxl', 'bmp', 'tiff?'],
  ...['ico', 'psd', 'eps', 'jfif', 'mp4', 'm4v', 'webm', 'mov', 'ogv', 'avi', 'mkv', 'mpd', 'm3u8'],
  ...['wmv', 'flv', '3gp', 'mpe?g', 'swf', 'vtt', 'srt', 'mp3', 'm4a', 'wav', 'ogg', 'flac', 'aac'],
  ...['pdf', 'docx?', 'xlsx?', 'pptx?', 'epub', 'zip', 'glb', 'gltf', 'usdz', 'lottie'],
  ...['woff2?', 'ttf', 'otf', 'eot'],
].join('|');

/** Source of an expression for `.jpg` and its like, good in JavaScript and in Rust. */
export const mediaEnding = `\\.(?:${mediaEndings})`;

const endsAsMedia = new RegExp(`[^/]${mediaEnding}$`, 'i');

/** Whether a path or name ends as a media file's does. */
export function isMediaName(text: string): boolean {
  return endsAsMedia.test(text.slice(-16));
}

/** Endings that in bare text mean any file at all, but in a delivery URL one of the library. */
const otherEnding = new RegExp(
  `[^/]\\.(?:${[
    ...['csv', 'tsv', 'txt', 'json', 'xml', 'css', 'm?js', 'html?', 'ics', 'rtf', 'od[tsp]', 'raw'],
    ...['cr2', 'nef', 'dng', 'stl', 'obj', 'fbx', 'riv', 'opus', 'wma', 'ts', 'gz', 'tar', 'rar'],
    ...['7z', 'dmg', 'apk', 'exe', 'bin', 'md', 'ya?ml', 'vcf', 'key', 'ai'],
  ].join('|')})$`,
  'i',
);

/** Whether a path ends as a file's does, where only a library's file can be meant. */
export function isFileName(text: string): boolean {
  return isMediaName(text) || otherEnding.test(text.slice(-16));
}
