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

/** A policy, or where it is broken: then nothing may be deleted until it is mended. */
export type PolicyReading =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** `line` counts from 1; `message` is the parser's, in English. */
  | { readonly kind: 'broken'; readonly line: number; readonly message: string };

/** Longer texts, lists or patterns are a mistake, or meant to stall the editor. */
const longestText = 1_000_000;
const mostEntries = 10_000;
const mostPatterns = 500;
const longestEntry = 500;

const entry = v.pipe(v.string(), v.maxLength(longestEntry));
const tag = v.pipe(entry, v.regex(/\S/, 'An empty tag protects nothing'));
const id = v.pipe(entry, v.check(isSendableId, 'This is not the ID of a file'));
const path = v.pipe(
  entry,
  v.transform(pathPattern),
  v.custom<PathPattern>(
    (pattern) => pattern !== undefined,
    'Use a path of the library, a folder or a name, with the signs *, ** and ? only',
  ),
);
const list = <I, O>(item: v.GenericSchema<I, O>, most = mostEntries) =>
  v.optional(v.pipe(v.array(item), v.maxLength(most)), []);
const limit = v.pipe(v.number(), v.integer(), v.minValue(1));

/** Valibot's own object takes a list too. */
const noList = v.custom<object>((value) => !Array.isArray(value), 'This is a list');

/** Unknown keys are refused: a misspelt protection would protect nothing. */
const object = <T extends v.ObjectEntries>(entries: T) =>
  v.pipe(
    noList,
    v.strictObject(entries, ({ expected, message }) =>
      expected === 'never' ? 'This key is not known' : message,
    ),
  );

const schema = object({
  $schema: v.optional(v.string()),
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
    return { kind: 'broken', line: 1, message: 'The file is nested too deeply' };
  }
}

function readPolicy(text: string): PolicyReading {
  const broken = (offset: number, message: string) =>
    ({ kind: 'broken', line: lineNumber(text, offset), message }) as const;
  if (text.length > longestText) return broken(0, 'The file is too long');
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) return broken(error.offset, `This is not JSON: ${printParseErrorCode(error.error)}`);
  if (!tree) return broken(0, 'This is not JSON');
  const twice = repeatedKey(tree);
  if (twice) return broken(twice.offset, 'This key occurs twice');
  const result = v.safeParse(schema, getNodeValue(tree) as unknown);
  if (!result.success) {
    const [issue] = result.issues;
    const place = (issue.path ?? []).map(({ key }) => key as string | number);
    const named = place.length === 0 ? '' : `${place.join('.')}: `;
    return broken(offsetOf(tree, place), `${named}${issue.message}`);
  }
  const { protect, maxFiles, maxBytes, minAgeHours, requireBackup } = result.output;
  const limits = { maxFiles, maxBytes, minAgeHours };
  return { kind: 'policy', policy: { protect, limits, requireBackup } };
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
