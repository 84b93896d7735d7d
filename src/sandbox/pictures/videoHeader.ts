/** What a video says of itself. */
export interface VideoHeader {
  /** Pixels. */
  readonly width: number;
  readonly height: number;
  readonly video: VideoFacts;
}

/** The fields that only a video's row has. */
export interface VideoFacts {
  /** Whole seconds. */
  readonly duration: number;
  /** kbit/s. */
  readonly bitRate: number;
  readonly videoCodec: string;
  /** A silent one has none. */
  readonly audioCodec?: string;
}

/** Codec names by the four letters that a track's description begins with. */
const CODECS: Readonly<Record<string, string>> = {
  avc1: 'h264',
  avc3: 'h264',
  hvc1: 'hevc',
  hev1: 'hevc',
  vp09: 'vp9',
  av01: 'av1',
  mp4v: 'mpeg4',
  mp4a: 'aac',
  Opus: 'opus',
};

/** Reads the header of an MP4 or QuickTime file; `undefined` for anything else. */
export function readVideoHeader(bytes: Uint8Array): VideoHeader | undefined {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    return view.toString('latin1', 4, 8) === 'ftyp' ? movie(view) : undefined;
  } catch (error) {
    if (error instanceof RangeError) return undefined; // The file ends within its header.
    throw error;
  }
}

function movie(view: Buffer): VideoHeader | undefined {
  const moov = inside(view, 'moov');
  const mvhd = moov && inside(moov, 'mvhd');
  if (moov === undefined || mvhd === undefined) return undefined;
  const tracks = boxes(moov).flatMap(({ name, content }) => (name === 'trak' ? [content] : []));
  const picture = tracks.find((track) => kindOf(track) === 'vide');
  const sound = tracks.find((track) => kindOf(track) === 'soun');
  const tkhd = picture && inside(picture, 'tkhd');
  const videoCodec = picture && codecOf(picture);
  if (tkhd === undefined || videoCodec === undefined) return undefined;
  const audioCodec = sound && codecOf(sound);
  const seconds = secondsOf(mvhd);
  return {
    // Both in sixteen-sixteenths, at the end of the box.
    width: tkhd.readUInt16BE(tkhd.length - 8),
    height: tkhd.readUInt16BE(tkhd.length - 4),
    video: {
      duration: Math.round(seconds),
      bitRate: seconds > 0 ? Math.round((view.length * 8) / seconds / 1000) : 0,
      videoCodec,
      ...(audioCodec !== undefined && { audioCodec }),
    },
  };
}

/** Times are longer in version 1 of the box. */
function secondsOf(mvhd: Buffer): number {
  const long = mvhd.readUInt8(0) === 1;
  const scale = mvhd.readUInt32BE(long ? 20 : 12);
  const length = long ? Number(mvhd.readBigUInt64BE(24)) : mvhd.readUInt32BE(16);
  return scale > 0 ? length / scale : 0;
}

function kindOf(track: Buffer): string | undefined {
  return inside(track, 'mdia', 'hdlr')?.toString('latin1', 8, 12);
}

function codecOf(track: Buffer): string | undefined {
  const name = inside(track, 'mdia', 'minf', 'stbl', 'stsd')?.toString('latin1', 12, 16);
  return name && (CODECS[name] ?? name.trim().toLowerCase());
}

/** The content of the first box at a path of names. */
function inside(view: Buffer, ...path: readonly string[]): Buffer | undefined {
  let content: Buffer | undefined = view;
  for (const wanted of path) {
    content = content && boxes(content).find(({ name }) => name === wanted)?.content;
  }
  return content;
}

/** The boxes that lie one behind the other. */
function boxes(view: Buffer): readonly { readonly name: string; readonly content: Buffer }[] {
  const found = [];
  for (let at = 0; at + 8 <= view.length;) {
    const short = view.readUInt32BE(at);
    const head = short === 1 ? 16 : 8;
    const length =
      short === 1 ? Number(view.readBigUInt64BE(at + 8)) : short === 0 ? view.length - at : short;
    if (length < head || at + length > view.length) break;
    found.push({
      name: view.toString('latin1', at + 4, at + 8),
      content: view.subarray(at + head, at + length),
    });
    at += length;
  }
  return found;
}
