/** What Git's index holds, as far as it matters here. */
export interface GitIndex {
  /** Paths of the tracked files, from the repository's top; submodules are among them. */
  readonly paths: readonly string[];
  /** The name of the file in Git's folder that holds the rest, where the index is split. */
  readonly sharedFile: string | undefined;
}

/** Times, device, owner, size: what stands before an entry's hash. */
const beforeHash = 40;

/**
 * Reads the tracked paths that `wanted` says yes to from the bytes of Git's index (versions 2 to 4,
 * https://git-scm.com/docs/index-format). `undefined` when it is none, or of another version.
 */
export function readGitIndex(
  bytes: Uint8Array,
  hashBytes: 20 | 32,
  wanted: (path: string) => boolean,
): GitIndex | undefined {
  const index = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (index.length < 12 || index.toString('latin1', 0, 4) !== 'DIRC') return undefined;
  const version = index.readUInt32BE(4);
  if (version < 2 || version > 4) return undefined;
  const paths: string[] = [];
  let at = 12;
  // One character a byte, which is how a later path says what it shares with it.
  let path = '';
  for (let left = index.readUInt32BE(8); left > 0; left -= 1) {
    const start = at;
    at += beforeHash + hashBytes;
    if (at + 2 > index.length) return undefined;
    const isExtended = version > 2 && (index.readUInt16BE(at) & 0x4000) !== 0;
    at += isExtended ? 4 : 2;
    let kept = '';
    if (version === 4) {
      const { value, next } = offsetAt(index, at);
      kept = path.slice(0, Math.max(0, path.length - value));
      at = next;
    }
    const end = index.indexOf(0, at);
    if (end < 0) return undefined;
    path = kept + index.toString('latin1', at, end);
    at = version === 4 ? end + 1 : start + ((end - start + 8) & ~7);
    if (path === '') continue;
    const name = /^[\0-\x7f]*$/.test(path) ? path : Buffer.from(path, 'latin1').toString('utf8');
    if (wanted(name)) paths.push(name);
  }
  return { paths, sharedFile: sharedFileOf(index, at, hashBytes) };
}

/** Git's own form of a number: seven bits a byte, each continued one counted from one on. */
function offsetAt(index: Buffer, from: number): { readonly value: number; readonly next: number } {
  let at = from;
  let byte = index[at] ?? 0;
  let value = byte & 0x7f;
  while (byte & 0x80) {
    at += 1;
    byte = index[at] ?? 0;
    value = (value + 1) * 128 + (byte & 0x7f);
  }
  return { value, next: at + 1 };
}

function sharedFileOf(index: Buffer, entriesEnd: number, hashBytes: number): string | undefined {
  let at = entriesEnd;
  while (at + 8 <= index.length - hashBytes) {
    const name = index.toString('latin1', at, at + 4);
    const size = index.readUInt32BE(at + 4);
    if (name === 'link' && size >= hashBytes) {
      const hash = index.toString('hex', at + 8, at + 8 + hashBytes);
      return /^0+$/.test(hash) ? undefined : `sharedindex.${hash}`;
    }
    at += 8 + size;
  }
  return undefined;
}
