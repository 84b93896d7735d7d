import { noReferences, PackedReferences, sheetSize } from '../../core/packedReferences';
import type { ReferenceSheet } from '../../core/packedReferences';
import type { FileFindings } from '../../core/fileFindings';
import type { PatternMention } from '../../core/reference';

/**
 * A part of what one file says, as it goes from thread to thread: plain data, the file named once, and
 * without what most files have none of.
 */
export interface FindingsPart extends Pick<FileFindings, 'file' | 'hasFolderUrl' | 'hasEndpoint'> {
  readonly endpoints?: readonly string[];
  readonly folders?: readonly string[];
  readonly references?: PackedPart;
  readonly paths?: PackedPart;
  /** Their places name no file. */
  readonly patterns?: readonly PatternMention[];
}

interface PackedPart {
  readonly length: number;
  readonly sheets: readonly ReferenceSheet[];
}

/** So many references, paths and patterns a part holds, each. */
export const mostInPart = sheetSize;

/** How many of them it holds. */
export function sizeOf({ references, paths, patterns }: FindingsPart): number {
  return (references?.length ?? 0) + (paths?.length ?? 0) + (patterns?.length ?? 0);
}

/** Cuts findings into parts, so that whoever takes them is not held up. */
export function* partsOf(findings: FileFindings): Generator<FindingsPart> {
  const { file, references, paths, patterns, endpoints, folders } = findings;
  const { hasFolderUrl, hasEndpoint } = findings;
  const most = Math.max(references.length, paths.length, patterns.length);
  for (let from = 0; from === 0 || from < most; from += mostInPart) {
    const some = patterns
      .slice(from, from + mostInPart)
      .map((each) => ({ ...each, place: { ...each.place, file: '' } }));
    yield {
      ...{ file, hasFolderUrl, hasEndpoint },
      ...(endpoints.length > 0 && { endpoints }),
      ...(folders.length > 0 && { folders }),
      ...(from < references.length && { references: packedPart(references, from) }),
      ...(from < paths.length && { paths: packedPart(paths, from) }),
      ...(some.length > 0 && { patterns: some }),
    };
  }
}

function packedPart({ length, sheets }: PackedReferences, from: number): PackedPart {
  return {
    length: Math.min(length - from, mostInPart),
    sheets: sheets.slice(from / sheetSize, (from + mostInPart) / sheetSize),
  };
}

/**
 * The same parts with all their bytes in one array, whose buffer can be handed over to another thread:
 * many small ones would take more time and memory than what they hold.
 */
export function inOneArray(parts: readonly FindingsPart[]): {
  readonly parts: readonly FindingsPart[];
  readonly buffer: ArrayBuffer;
} {
  const sheets = parts.flatMap(({ references, paths }) => [
    ...(references?.sheets ?? []),
    ...(paths?.sheets ?? []),
  ]);
  const bytes = new Uint8Array(sheets.reduce((sum, sheet) => sum + sizeInBytes(sheet), 0));
  let shift = 0;
  const moved = ({ length, sheets: some }: PackedPart): PackedPart => ({
    length,
    sheets: some.map((sheet) => {
      const by = shift - startOf(sheet);
      bytes.set(sheet.bytes.subarray(startOf(sheet), sheet.end), shift);
      shift += sizeInBytes(sheet);
      return { bytes, starts: sheet.starts.map((start) => start + by), end: shift };
    }),
  });
  return {
    parts: parts.map(({ references, paths, ...others }) => ({
      ...others,
      ...(references && { references: moved(references) }),
      ...(paths && { paths: moved(paths) }),
    })),
    buffer: bytes.buffer,
  };
}

function startOf({ starts }: ReferenceSheet): number {
  return starts[0] ?? 0;
}

function sizeInBytes(sheet: ReferenceSheet): number {
  return sheet.end - startOf(sheet);
}

const none: readonly never[] = [];

/** Puts a file's parts together again, in their order. */
export function wholeOf(parts: readonly [FindingsPart, ...FindingsPart[]]): FileFindings {
  const [{ file, endpoints = none, folders = none, hasFolderUrl, hasEndpoint }] = parts;
  const patterns = parts.flatMap((each) => each.patterns ?? none);
  return {
    file,
    references: joined(parts, ({ references }) => references),
    paths: joined(parts, ({ paths }) => paths),
    patterns:
      patterns.length === 0
        ? none
        : patterns.map(({ pattern, place }) => ({ pattern, place: { ...place, file } })),
    endpoints,
    folders,
    hasFolderUrl,
    hasEndpoint,
  };
}

function joined(
  parts: readonly [FindingsPart, ...FindingsPart[]],
  packOf: (part: FindingsPart) => PackedPart | undefined,
): PackedReferences {
  const [{ file }] = parts;
  const packs = parts.map(packOf).filter((pack) => pack !== undefined);
  const [first] = packs;
  if (!first) return noReferences;
  if (packs.length === 1) return new PackedReferences(file, first.length, first.sheets);
  const length = packs.reduce((sum, pack) => sum + pack.length, 0);
  return new PackedReferences(
    file,
    length,
    packs.flatMap(({ sheets }) => sheets),
  );
}
