import { inflateRawSync } from 'node:zlib';

/** A file in a ZIP archive: its size in bytes, and its text, once unpacked. */
export interface ZipEntry {
  readonly name: string;
  readonly size: number;
  text(): string;
}

/** Reads a ZIP archive (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12 and 4.3.16). */
export function readZip(archive: Buffer): readonly ZipEntry[] {
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'));
  if (end === -1) throw new Error('This is no ZIP archive.');
  const count = archive.readUInt16LE(end + 10);
  const entries: ZipEntry[] = [];
  let at = archive.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error('The ZIP archive is torn.');
    const deflated = archive.readUInt16LE(at + 10) === 8;
    const packedSize = archive.readUInt32LE(at + 20);
    const size = archive.readUInt32LE(at + 24);
    const nameLength = archive.readUInt16LE(at + 28);
    const header = archive.readUInt32LE(at + 42);
    entries.push({
      name: archive.toString('utf8', at + 46, at + 46 + nameLength),
      size,
      text() {
        const lengths = archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
        const start = header + 30 + lengths;
        const packed = archive.subarray(start, start + packedSize);
        return (deflated ? inflateRawSync(packed) : packed).toString('utf8');
      },
    });
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32);
  }
  return entries;
}
