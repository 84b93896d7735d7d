import { blockSize, noReferences, PackedReferences, sheetSize } from '../../core/packedReferences';
import type { FileFindings } from '../../core/fileFindings';
import type { PatternMention } from '../../core/reference';

/**
 * What some files say, as it goes from thread to thread: a few long values, since many small ones
 * would take more time and memory on both sides than what they hold.
 */
export interface FindingsBatch {
  readonly files: readonly string[];
  /**
   * For each file `hasFolderUrl + 2 * hasEndpoint + 4 * (it has a rest)`; then for its references, and
   * again for its paths, how many there are, and, if any, where their blocks begin and the last ends.
   */
  readonly numbers: readonly number[];
  /** The bytes of all references and paths. */
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly rests: readonly Rest[];
}

/** What most files have none of. */
interface Rest extends Pick<FileFindings, 'endpoints' | 'folders'> {
  /** Their places name no file. */
  readonly patterns: readonly PatternMention[];
}

/** So many references, paths and patterns a part of a file holds, each. */
const mostInPart = sheetSize;
/** So many files are not told of at a time, however little they say. */
const mostFiles = 200;

/** Cuts findings into parts, so that whoever takes them is not held up. */
export function* partsOf(findings: FileFindings): Generator<FileFindings> {
  const { references, paths, patterns } = findings;
  const most = Math.max(references.length, paths.length, patterns.length);
  if (most <= mostInPart) yield findings;
  else {
    for (let from = 0; from < most; from += mostInPart) {
      yield {
        ...findings,
        references: sheetAt(references, from),
        paths: sheetAt(paths, from),
        patterns: patterns.slice(from, from + mostInPart),
      };
    }
  }
}

function sheetAt({ file, length, sheets }: PackedReferences, from: number): PackedReferences {
  const sheet = sheets[from / sheetSize];
  return sheet
    ? new PackedReferences(file, Math.min(length - from, sheetSize), [sheet])
    : noReferences;
}

/** Puts a file's parts together again, in their order. */
export function wholeOf(parts: readonly [FileFindings, ...FileFindings[]]): FileFindings {
  const [first] = parts;
  if (parts.length === 1) return first;
  return {
    ...first,
    references: joined(parts.map(({ references }) => references)),
    paths: joined(parts.map(({ paths }) => paths)),
    patterns: parts.flatMap(({ patterns }) => patterns),
  };
}

function joined(packs: readonly PackedReferences[]): PackedReferences {
  const some = packs.filter(({ length }) => length > 0);
  const length = some.reduce((sum, pack) => sum + pack.length, 0);
  return new PackedReferences(
    some[0]?.file ?? '',
    length,
    some.flatMap(({ sheets }) => sheets),
  );
}

/** Gathers what files say, part by part, until it is time to tell it. */
export class BatchWriter {
  private files: string[] = [];
  private numbers: number[] = [];
  private rests: Rest[] = [];
  private bytes = new Uint8Array();
  private length = 0;
  private size = 0;

  /** No more is told at a time, so that whoever takes it is not held up. */
  get isFull(): boolean {
    return this.size >= mostInPart || this.files.length >= mostFiles;
  }

  /** Takes one of `partsOf` a file. What it keeps of it is a copy. */
  add(part: FileFindings): void {
    const { file, references, paths, patterns, endpoints, folders } = part;
    const hasRest = patterns.length + endpoints.length + folders.length > 0;
    this.files.push(file);
    this.numbers.push((part.hasFolderUrl ? 1 : 0) + (part.hasEndpoint ? 2 : 0) + (hasRest ? 4 : 0));
    this.addPacked(references);
    this.addPacked(paths);
    if (hasRest) this.rests.push({ endpoints, folders, patterns: inFile('', patterns) });
    this.size += references.length + paths.length + patterns.length;
  }

  /** What was added since the last time. */
  take(): FindingsBatch {
    const { files, numbers, rests } = this;
    const bytes = this.bytes.slice(0, this.length);
    [this.files, this.numbers, this.rests] = [[], [], []];
    [this.length, this.size] = [0, 0];
    return { files, numbers, bytes, rests };
  }

  private addPacked({ length, sheets: [sheet] }: PackedReferences): void {
    this.numbers.push(length);
    if (!sheet) return;
    const from = sheet.starts[0] ?? 0;
    const size = sheet.end - from;
    this.reserve(size);
    this.bytes.set(sheet.bytes.subarray(from, sheet.end), this.length);
    for (const start of sheet.starts) this.numbers.push(start - from + this.length);
    this.length += size;
    this.numbers.push(this.length);
  }

  private reserve(more: number): void {
    if (this.length + more <= this.bytes.length) return;
    const wider = new Uint8Array(2 * (this.length + more));
    wider.set(this.bytes);
    this.bytes = wider;
  }
}

/** The parts that a batch holds, in their order. */
export function* partsIn({ files, numbers, bytes, rests }: FindingsBatch): Generator<FileFindings> {
  let [at, restAt] = [0, 0];
  const number = () => numbers[at++] ?? 0;
  const packed = (file: string) => {
    const length = number();
    if (length === 0) return noReferences;
    const starts = numbers.slice(at, (at += Math.ceil(length / blockSize)));
    return new PackedReferences(file, length, [{ bytes, starts, end: number() }]);
  };
  for (const file of files) {
    const flags = number();
    const [references, paths] = [packed(file), packed(file)];
    const rest = (flags & 4) === 0 ? noRest : (rests[restAt++] ?? noRest);
    yield {
      file,
      references,
      paths,
      patterns: inFile(file, rest.patterns),
      endpoints: rest.endpoints,
      folders: rest.folders,
      hasFolderUrl: (flags & 1) !== 0,
      hasEndpoint: (flags & 2) !== 0,
    };
  }
}

const noRest: Rest = { endpoints: [], folders: [], patterns: [] };

function inFile(file: string, patterns: readonly PatternMention[]): readonly PatternMention[] {
  return patterns.length === 0
    ? patterns
    : patterns.map(({ pattern, place }) => ({ pattern, place: { ...place, file } }));
}
