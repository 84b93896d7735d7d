/** The header of an MP4 file with a video track and, given a second codec, an audio track. */
export function mp4({
  width,
  height,
  seconds,
  codecs: [picture, sound],
}: {
  readonly width: number;
  readonly height: number;
  readonly seconds: number;
  readonly codecs: readonly [string, string?];
}): Buffer {
  const times = [0, 0, 0, 1000, seconds * 1000];
  return Buffer.concat([
    box('ftyp', 'isom'),
    box(
      'moov',
      box('mvhd', numbers(...times), Buffer.alloc(80)),
      track('vide', picture, numbers(width * 65_536, height * 65_536)),
      ...(sound === undefined ? [] : [track('soun', sound, numbers(0, 0))]),
    ),
  ]);
}

function track(kind: string, codec: string, size: Buffer): Buffer {
  const description = box('stsd', numbers(0, 1), box(codec, Buffer.alloc(70)));
  return box(
    'trak',
    box('tkhd', Buffer.alloc(76), size),
    box('mdia', box('hdlr', numbers(0, 0), kind), box('minf', box('stbl', description))),
  );
}

function numbers(...values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
}

function box(name: string, ...content: readonly (Buffer | string)[]): Buffer {
  const body = Buffer.concat([name, ...content].map((part) => Buffer.from(part as Buffer)));
  return Buffer.concat([numbers(body.length + 4), body]);
}
