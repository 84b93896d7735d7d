// The types of setUp.mjs, which runs before anything that could compile it is there.
export function bundledNode(root: string, platform?: string): string;
export function chooseNode(parts: {
  readonly bundled: string;
  readonly isThere?: boolean;
  readonly running: string;
  readonly version: string;
}): { readonly node?: string; readonly problem?: string };
export function systemNode(parts: {
  readonly root: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly running: string;
  readonly platform?: string;
  readonly isThere?: (file: string) => boolean;
}): string;
export function moveAside(
  running: string,
  parts: { readonly root: string; readonly bundled: string; readonly platform?: string },
): void;
export function withPath(
  env: Readonly<Record<string, string | undefined>>,
  paths: readonly string[],
): Record<string, string | undefined>;
