import type { AssetRef, NameRef, Strength } from './reference';
import type { Span } from './span';

/** A reference within one line, before it is known where the line stands. */
export interface Mention extends Span {
  readonly ref: AssetRef | NameRef;
  readonly strength: Strength;
  readonly named: boolean;
  readonly needsEndpoint: boolean;
  readonly otherAccount: boolean;
}

/** The parts of a `Mention` that are usually so. */
export const plainMention = { named: true, needsEndpoint: false, otherAccount: false } as const;

/** The claim that a path makes. */
export function pathRef(paths: readonly string[]): AssetRef {
  return { kind: 'path', path: (paths[0] ?? '').normalize('NFC'), paths };
}

/** The claim that a name makes; `names` are its readings, most likely first. */
export function nameRef(names: readonly string[]): NameRef {
  const [name = '', ...others] = names.map((each) => each.normalize('NFC'));
  const isOne = others.every((other) => other === name);
  return { kind: 'name', name, names: isOne ? [name] : [...new Set([name, ...others])] };
}
