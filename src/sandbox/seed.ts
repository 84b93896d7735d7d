import { brandFiles } from './seed/brand';
import type { SeedFile } from './seed/file';
import { documentFiles, temporaryFiles, videoFiles } from './seed/leftovers';
import { productFiles } from './seed/products';
import { blogFiles, campaignFiles } from './seed/stories';

export type { SeedFile, SeedVersion } from './seed/file';
export { generatedFiles } from './seed/generated';

let files: readonly SeedFile[] | undefined;

/**
 * The library that a sandbox begins with: a shop and its magazine, tidy in some corners and not in
 * others. Always the same; a picture is drawn when its bytes are first asked for, and then kept.
 */
export function seedFiles(): readonly SeedFile[] {
  files ??= [
    ...brandFiles(),
    ...productFiles(),
    ...blogFiles(),
    ...campaignFiles(),
    ...temporaryFiles(),
    ...documentFiles(),
    ...videoFiles(),
  ];
  return files;
}
