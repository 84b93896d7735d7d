import {
  findNodeAtLocation,
  getNodeValue,
  parseTree,
  printParseErrorCode,
  type JSONPath,
  type Node,
  type ParseError,
} from 'jsonc-parser';
import * as v from 'valibot';
import { isSendableId } from '../../api/sendableId';
import { lineNumber } from './lineNumber';
import { pathPattern, type PathPattern } from './pathPattern';

/** What a workspace's `.imagekit-cleanup.json` may ask for; all of it can only tighten. */
export interface Policy {
  readonly protect: {
    readonly tags: readonly string[];
    readonly paths: readonly PathPattern[];
    readonly ids: readonly string[];
  };
  readonly limits: {
    readonly maxFiles: number | undefined;
    readonly maxBytes: number | undefined;
    readonly minAgeHours: number | undefined;
  };
  readonly requireBackup: boolean;
}

/** What is wrong with a value: that of a list's item, or of a key. */
const mistakes = ['emptyTag', 'notAnId', 'notAPattern', 'list', 'unknownKey', 'value'] as const;

/** What is wrong with a policy. */
export type PolicyProblem =
  /** `code` is the parser's own word for it. */
  | { readonly kind: 'notJson'; readonly code: string | undefined }
  | { readonly kind: 'tooLong' }
  | { readonly kind: 'tooDeep' }
  | { readonly kind: 'repeatedKey' }
  | {
      readonly kind: (typeof mistakes)[number];
      /** The keys that lead there, with dots between them; empty for the whole file. */
      readonly place: string;
    };

/** A policy, or where it is broken: then nothing may be deleted until it is mended. */
export type PolicyReading =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** `line` counts from 1. */
  | { readonly kind: 'broken'; readonly line: number; readonly problem: PolicyProblem };

/** Longer texts, lists or patterns are a mistake, or meant to stall the editor. */
const longestText = 1_000_000;
const mostEntries = 10_000;
const mostPatterns = 500;
const longestEntry = 500;

const entry = v.pipe(v.string(), v.maxLength(longestEntry));
const tag = v.pipe(entry, v.regex(/\S/, 'emptyTag'));
const id = v.pipe(entry, v.check(isSendableId, 'notAnId'));
const path = v.pipe(
  entry,
  v.transform(pathPattern),
  v.custom<PathPattern>((pattern) => pattern !== undefined, 'notAPattern'),
);
const list = <I, O>(item: v.GenericSchema<I, O>, most = mostEntries) =>
  v.optional(v.pipe(v.array(item), v.maxLength(most)), []);
const limit = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Valibot's own object takes a list too. */
const noList = v.custom<object>((value) => !Array.isArray(value), 'list');

/** Unknown keys are refused: a misspelt protection would protect nothing. */
const object = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(
    noList,
    v.strictObject(entries, ({ expected, message }) =>
      expected === 'never' ? 'unknownKey' : message,
    ),
  );

/** The keys are those of the settings; `protect`, `maxFiles` and `maxBytes` are what they were called. */
const schema = object({
  $schema: v.optional(v.string()),
  protectedTags: list(tag),
  protectedPaths: list(path, mostPatterns),
  protectedIds: list(id),
  runLimitFiles: v.optional(limit),
  runLimitBytes: v.optional(limit),
  protect: v.optional(
    object({
      tags: list(tag),
      paths: list(path, mostPatterns),
      ids: list(id),
    }),
    {},
  ),
  maxFiles: v.optional(limit),
  maxBytes: v.optional(limit),
  minAgeHours: v.optional(v.pipe(v.number(), v.minValue(0))),
  requireBackup: v.optional(v.boolean(), false),
});

/** Reads a policy; comments and trailing commas are fine, anything unclear is broken. */
export function parsePolicy(text: string): PolicyReading {
  try {
    return readPolicy(text);
  } catch (error) {
    // Parsers call themselves for each level: a text of brackets alone exhausts the stack.
    if (!(error instanceof RangeError)) throw error;
    return { kind: 'broken', line: 1, problem: { kind: 'tooDeep' } };
  }
}

function readPolicy(text: string): PolicyReading {
  const broken = (offset: number, problem: PolicyProblem) =>
    ({ kind: 'broken', line: lineNumber(text, offset), problem }) as const;
  if (text.length > longestText) return broken(0, { kind: 'tooLong' });
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    return broken(error.offset, { kind: 'notJson', code: printParseErrorCode(error.error) });
  }
  if (!tree) return broken(0, { kind: 'notJson', code: undefined });
  const twice = repeatedKey(tree);
  if (twice) return broken(twice.offset, { kind: 'repeatedKey' });
  const result = v.safeParse(schema, getNodeValue(tree) as unknown);
  if (!result.success) {
    const [issue] = result.issues;
    const place = (issue.path ?? []).map(({ key }) => key as string | number);
    const kind = mistakes.find((mistake) => mistake === issue.message) ?? 'value';
    return broken(offsetOf(tree, place), { kind, place: place.join('.') });
  }
  const { protectedTags, protectedPaths, protectedIds, minAgeHours, requireBackup } = result.output;
  const { protect: old, maxFiles, maxBytes, runLimitFiles, runLimitBytes } = result.output;
  const protect = {
    tags: [...protectedTags, ...old.tags],
    paths: [...protectedPaths, ...old.paths],
    ids: [...protectedIds, ...old.ids],
  };
  const limits = {
    maxFiles: stricter(runLimitFiles, maxFiles),
    maxBytes: stricter(runLimitBytes, maxBytes),
    minAgeHours,
  };
  return { kind: 'policy', policy: { protect, limits, requireBackup } };
}

/** Where a limit is set under both of its names, both hold. */
function stricter(a: number | undefined, b: number | undefined): number | undefined {
  return a === undefined || b === undefined ? (a ?? b) : Math.min(a, b);
}

/** JSON lets a key occur twice and keeps the last; then the first would be a protection unheard. */
function repeatedKey(node: Node): Node | undefined {
  const seen = new Set<unknown>();
  for (const child of node.children ?? []) {
    const key = child.type === 'property' ? child.children?.[0] : undefined;
    if (key && seen.has(key.value)) return key;
    if (key) seen.add(key.value);
    const deeper = repeatedKey(child);
    if (deeper) return deeper;
  }
  return undefined;
}

/** Where the value at a place stands, or the innermost one around it. */
function offsetOf(tree: Node, place: JSONPath): number {
  for (let depth = place.length; depth > 0; depth -= 1) {
    const node = findNodeAtLocation(tree, place.slice(0, depth));
    if (node) return node.offset;
  }
  return tree.offset;
}
