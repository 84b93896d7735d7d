import { readAsset } from '../assets';
import { pngOf } from '../draw/png';
import { heightAt, rasterOf } from '../draw/raster';
import { sceneOf } from '../draw/sceneOf';
import type { VideoFacts } from '../pictures/videoHeader';
import { mimeOf } from '../library/mime';
import type { AiTag } from '../library/storedFile';

/** A version of a file to begin with. `size` is known, and true, before any byte is made. */
export interface SeedVersion {
  readonly ageDays: number;
  /** The length of `bytes()`. */
  readonly size: number;
  /** Pixels; only pictures and videos have them. */
  readonly width?: number;
  readonly height?: number;
  readonly hasAlpha?: boolean;
  /** What only a video's row tells. */
  readonly video?: VideoFacts;
  bytes(): Uint8Array;
}

/** A file to begin with. Its oldest version comes first, its current one last. */
export interface SeedFile {
  readonly path: string;
  readonly mime: string;
  readonly tags: readonly string[];
  readonly aiTags?: readonly AiTag[];
  readonly isPrivate?: boolean;
  readonly isPublished?: boolean;
  readonly description?: string;
  readonly customMetadata?: Record<string, unknown>;
  readonly versions: readonly SeedVersion[];
}

/** A file with its versions. Its type follows its name unless it is told. */
export function file(
  path: string,
  versions: readonly SeedVersion[],
  more: Omit<Partial<SeedFile>, 'path' | 'versions'> = {},
): SeedFile {
  return { path, mime: mimeOf(path), versions, tags: [], ...more };
}

/**
 * A version that is a PNG of an SVG in `assets/`, `width` pixels wide and `size` bytes long. The size
 * is stated rather than measured so that listing the library draws nothing; some bytes more than the
 * picture needs leave room for other builds of zlib.
 */
export function drawn(ageDays: number, asset: string, width: number, size: number): SeedVersion {
  const scene = sceneOf(readAsset(asset));
  const { seeThrough } = scene;
  return {
    ageDays,
    size,
    width,
    height: heightAt(scene, width),
    hasAlpha: seeThrough,
    bytes: once(() => pngOf(rasterOf(scene, width), seeThrough, size)),
  };
}

/** A version that is an SVG in `assets/`. */
export function vector(ageDays: number, asset: string): SeedVersion {
  const svg = readAsset(asset);
  const { width, height, seeThrough } = sceneOf(svg);
  return { ...written(ageDays, svg), width, height, hasAlpha: seeThrough };
}

/** A version whose bytes are short enough to keep. */
export function written(ageDays: number, content: string | Uint8Array): SeedVersion {
  const bytes = Buffer.from(content);
  return { ageDays, size: bytes.length, bytes: () => bytes };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => (made ??= make());
}
