/** Types by a file name's extension; what ImageKit's `format` search field names, and a few more. */
const TYPES: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  gif: 'image/gif',
  webp: 'image/webp',
  avif: 'image/avif',
  svg: 'image/svg+xml',
  ico: 'image/x-icon',
  pdf: 'application/pdf',
  json: 'application/json',
  zip: 'application/zip',
  js: 'text/javascript',
  css: 'text/css',
  csv: 'text/csv',
  txt: 'text/plain',
  html: 'text/html',
  md: 'text/markdown',
  mp4: 'video/mp4',
  webm: 'video/webm',
  mov: 'video/quicktime',
  mp3: 'audio/mpeg',
  woff: 'font/woff',
  woff2: 'font/woff2',
  ttf: 'font/ttf',
  otf: 'font/otf',
  eot: 'application/vnd.ms-fontobject',
};

/** The type a name promises; `application/octet-stream` when it promises nothing. */
export function mimeOf(name: string): string {
  return TYPES[extensionOf(name)] ?? 'application/octet-stream';
}

/** The search field `format`: the extension, with `jpeg` as `jpg`; empty without one. */
export function formatOf(name: string): string {
  const extension = extensionOf(name);
  return extension === 'jpeg' ? 'jpg' : extension;
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot + 1).toLowerCase();
}
