/**
 * Source of an expression for a fileId or a versionId: 24 hexadecimal digits in lower case, as every
 * answer of the API has them. Good in JavaScript and in Rust; nothing is said about what stands around.
 */
export const fileIdSource = '[0-9a-f]{24}';

/** The same where it stands by itself in a line, and not as a part of a path or a longer word. */
export const loneFileIdSource = `(?<![\\w/-])${fileIdSource}(?![\\w-])`;

const whole = new RegExp(`^${fileIdSource}$`);

/** Whether a text is shaped like a fileId. Databases and commits have ids of the same shape. */
export function isFileId(text: string): boolean {
  return whole.test(text);
}
