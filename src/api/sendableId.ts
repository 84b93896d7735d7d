/**
 * Ids that are safe inside a path: never empty, no slash, dot or percent sign. ImageKit's are 24 hex
 * digits, but it does not promise that.
 */
const idPattern = /^[A-Za-z0-9_-]{1,64}$/;

/** Whether a text may be sent as the id of a file, a version or a folder. */
export function isSendableId(id: string): boolean {
  return idPattern.test(id);
}
