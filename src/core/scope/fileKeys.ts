/**
 * What two spellings of one path have in common on a disk. `undefined` where each spelling is a file
 * of its own.
 */
export type KeyOf = ((path: string) => string) | undefined;

/**
 * How a system's usual disks compare paths: macOS in any Unicode form and case, Windows in any case.
 * A disk may be set up to tell them apart all the same, so an equal key proves nothing where both
 * spellings are found.
 */
export function keysOn(platform: string): KeyOf {
  switch (platform) {
    case 'darwin':
      return (path) => path.normalize('NFC').toLowerCase();
    case 'win32':
      return (path) => path.toLowerCase();
    default:
      return undefined;
  }
}
