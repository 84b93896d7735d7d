/** The grey text of a row: its parts, without those that are missing or empty. */
export function rowText(parts: readonly (string | undefined)[]): string {
  return said(parts).join(' · ');
}

/** What is read out for a row. */
export function spokenText(parts: readonly (string | undefined)[]): string {
  return said(parts).join(', ');
}

function said(parts: readonly (string | undefined)[]): readonly string[] {
  return parts.flatMap((part) => part || []);
}
