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

/** What a workspace's `.imagekit-cleanup.json` may ask for; all of it can only tighten. */
export interface Policy {
  readonly protect: {
    readonly tags: readonly string[];
    readonly paths: readonly string[];
    readonly ids: readonly string[];
  };
  readonly maxFiles: number | undefined;
  readonly maxBytes: number | undefined;
  readonly minAgeHours: number | undefined;
  readonly requireBackup: boolean;
}

/** A policy, or where it is broken: then nothing may be deleted until it is mended. */
export type PolicyReading =
  | { readonly kind: 'policy'; readonly policy: Policy }
  /** `line` counts from 1; `message` is the parser's, in English. */
  | { readonly kind: 'broken'; readonly line: number; readonly message: string };

/** Longer lists or patterns are a mistake, or meant to stall the editor. */
const mostEntries = 10_000;
const longestEntry = 1_000;

const entries = v.pipe(
  v.array(v.pipe(v.string(), v.nonEmpty(), v.maxLength(longestEntry))),
  v.maxLength(mostEntries),
);
const limit = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Unknown keys are refused: a misspelt protection would protect nothing. */
const schema = v.strictObject({
  $schema: v.optional(v.string()),
  protect: v.optional(
    v.strictObject({
      tags: v.optional(entries),
      paths: v.optional(entries),
      ids: v.optional(entries),
    }),
  ),
  maxFiles: v.optional(limit),
  maxBytes: v.optional(limit),
  minAgeHours: v.optional(v.pipe(v.number(), v.minValue(0))),
  requireBackup: v.optional(v.boolean()),
});

/** Reads a policy; comments and trailing commas are fine, anything unclear is broken. */
export function parsePolicy(text: string): PolicyReading {
  const errors: ParseError[] = [];
  const tree = parseTree(text, errors, { allowTrailingComma: true });
  const [error] = errors;
  if (error) {
    return {
      kind: 'broken',
      line: lineOf(text, error.offset),
      message: printParseErrorCode(error.error),
    };
  }
  const twice = tree && repeatedKey(tree);
  if (twice) {
    return { kind: 'broken', line: lineOf(text, twice.offset), message: 'This key occurs twice' };
  }
  const result = v.safeParse(schema, tree && (getNodeValue(tree) as unknown));
  if (!result.success) {
    const [issue] = result.issues;
    const place = (issue.path ?? []).map(({ key }) => key as string | number);
    return {
      kind: 'broken',
      line: lineOf(text, tree ? offsetOf(tree, place) : 0),
      message: issue.message,
    };
  }
  const { protect, ...rest } = result.output;
  return {
    kind: 'policy',
    policy: {
      protect: {
        tags: protect?.tags ?? [],
        paths: protect?.paths ?? [],
        ids: protect?.ids ?? [],
      },
      maxFiles: rest.maxFiles,
      maxBytes: rest.maxBytes,
      minAgeHours: rest.minAgeHours,
      requireBackup: rest.requireBackup ?? false,
    },
  };
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

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
