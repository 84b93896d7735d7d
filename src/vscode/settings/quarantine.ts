/** ImageKit's limit for all tags of a file together is 500 characters. */
const longestTag = 100;

/**
 * The tag of files that are quarantined now, by the setting's pattern or else by its default. ImageKit
 * takes tags as a list that commas part, and none with a `%`.
 */
export function quarantineTag(pattern: unknown, otherwise: unknown, now: Date): string {
  const usable = [pattern, otherwise].find(isTag) ?? '<date>';
  return usable.trim().replaceAll('<date>', dayOf(now)).slice(0, longestTag);
}

function isTag(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && !/[,%]/.test(value);
}

/** `2026-11-29`, by this machine's clock. */
function dayOf(at: Date): string {
  const two = (number: number) => String(number).padStart(2, '0');
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}
