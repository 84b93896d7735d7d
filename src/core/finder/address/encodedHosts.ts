/** A delivery host as it looks inside of an encoded text. */
export type EncodedHost =
  | { readonly kind: 'hex'; readonly name: string }
  | {
      readonly kind: 'base64';
      readonly name: string;
      /** How many bytes of a group of three stand before it. */
      readonly shift: number;
      /** What completes its first group. */
      readonly lead: string;
    };

/** Delivery hosts in base64 and in hexadecimal digits, by how they look. */
export interface EncodedHosts {
  readonly hosts: ReadonlyMap<string, EncodedHost>;
  /** Global: set `lastIndex` before each use. */
  readonly pattern: RegExp;
  /** The same for a trigger, which has no regard to case. */
  readonly source: string;
}

/** Prepares the hosts, given in lower case. */
export function encodedHosts(names: readonly string[]): EncodedHosts {
  const hosts = new Map<string, EncodedHost>();
  for (const name of names) {
    hosts.set(hexOf(name), { kind: 'hex', name });
    for (const shift of [0, 1, 2]) {
      const { lead, text } = base64Of(name, shift);
      hosts.set(text, { kind: 'base64', name, shift, lead });
    }
  }
  const patterns = [...hosts].map(([text, { kind }]) => (kind === 'hex' ? anyCase(text) : text));
  const source = [...hosts.keys()].join('|');
  return { hosts, pattern: new RegExp(patterns.join('|'), 'g'), source };
}

function anyCase(hex: string): string {
  return hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
}

function hexOf(name: string): string {
  return Array.from(name, (char) => char.charCodeAt(0).toString(16).padStart(2, '0')).join('');
}

/** The characters that depend on the name alone, and those before them. */
function base64Of(name: string, shift: number): { readonly lead: string; readonly text: string } {
  const whole = btoa('\0'.repeat(shift) + name);
  const start = Math.ceil((shift * 8) / 6);
  const end = Math.floor(((shift + name.length) * 8) / 6);
  return { lead: whole.slice(0, start), text: whole.slice(start, end) };
}
