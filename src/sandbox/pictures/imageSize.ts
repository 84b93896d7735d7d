/** What the first bytes of a picture tell. */
export interface ImageHeader {
  readonly mime: string;
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly hasAlpha: boolean;
}

/** Reads the header of a PNG, JPEG, GIF, WebP or SVG; `undefined` for anything else. */
export function readImageHeader(bytes: Uint8Array): ImageHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return png(view) ?? gif(view) ?? webp(view) ?? jpeg(view) ?? svg(view);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // The file ends within its header.
    throw error;
  }
}

function png(view: Buffer): ImageHeader | undefined {
  if (view.toString('latin1', 0, 8) !== '\x89PNG\r\n\x1a\n') return undefined;
  const colourType = view.readUInt8(25);
  return {
    mime: 'image/png',
    width: view.readUInt32BE(16),
    height: view.readUInt32BE(20),
    hasAlpha: colourType === 4 || colourType === 6,
  };
}

function gif(view: Buffer): ImageHeader | undefined {
  if (!/^GIF8[79]a$/.test(view.toString('latin1', 0, 6))) return undefined;
  const [width, height] = [view.readUInt16LE(6), view.readUInt16LE(8)];
  return { mime: 'image/gif', width, height, hasAlpha: false };
}

/** Each of the three forms of WebP keeps the size elsewhere. */
function webp(view: Buffer): ImageHeader | undefined {
  if (!/^RIFF.{4}WEBPVP8[ LX]$/s.test(view.toString('latin1', 0, 16))) return undefined;
  const mime = 'image/webp';
  switch (view.toString('latin1', 12, 16)) {
    case 'VP8X': {
      const [width, height] = [view.readUIntLE(24, 3) + 1, view.readUIntLE(27, 3) + 1];
      return { mime, width, height, hasAlpha: (view.readUInt8(20) & 16) !== 0 };
    }
    case 'VP8L': {
      const bits = view.readUInt32LE(21);
      const [width, height] = [(bits & 0x3fff) + 1, ((bits >>> 14) & 0x3fff) + 1];
      return { mime, width, height, hasAlpha: ((bits >>> 28) & 1) === 1 };
    }
    default: {
      const [width, height] = [view.readUInt16LE(26) & 0x3fff, view.readUInt16LE(28) & 0x3fff];
      return { mime, width, height, hasAlpha: false };
    }
  }
}

/** Walks the segments of a JPEG to the one that starts a frame. */
function jpeg(view: Buffer): ImageHeader | undefined {
  if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
  let at = 2;
  while (view.readUInt8(at) === 0xff) {
    const marker = view.readUInt8(at + 1);
    const isFrame = marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
    if (isFrame) {
      const [height, width] = [view.readUInt16BE(at + 5), view.readUInt16BE(at + 7)];
      return { mime: 'image/jpeg', width, height, hasAlpha: false };
    }
    at += 2 + view.readUInt16BE(at + 2);
  }
  return undefined;
}

function svg(view: Buffer): ImageHeader | undefined {
  const [tag] = /<svg\b[^>]*>/.exec(view.toString('utf8', 0, 4096)) ?? [];
  if (tag === undefined) return undefined;
  const length = (name: string): number | undefined => {
    const value = new RegExp(`\\s${name}=["']([\\d.]+)(?:px)?["']`).exec(tag)?.[1];
    return value === undefined ? undefined : Number(value);
  };
  const box = /\sviewBox=["']([^"']*)["']/
    .exec(tag)?.[1]
    ?.trim()
    .split(/[\s,]+/)
    .map(Number);
  const width = length('width') ?? box?.[2];
  const height = length('height') ?? box?.[3];
  if (width === undefined || height === undefined) return undefined;
  return { mime: 'image/svg+xml', width, height, hasAlpha: true };
}
