import { composed } from './libraryPath';
import type { AssetRef, NameRef, Strength } from '../../reference';
import type { Span } from '../writing/span';

/** A reference within one line, before it is known where the line stands. */
export interface Mention extends Span {
  readonly ref: AssetRef | NameRef;
  readonly strength: Strength;
  readonly named: boolean;
  readonly needsEndpoint: boolean;
  readonly otherAccount: boolean;
}

/** Finds differ in this from what is usual: named, in no need of an endpoint, of no other account. */
type Unusual = Partial<Pick<Mention, 'named' | 'needsEndpoint' | 'otherAccount'>>;

/** Makes a mention. All have the same shape, which keeps a search of many files fast. */
export function mention(
  { start, end }: Span,
  ref: Mention['ref'],
  strength: Strength,
  { named = true, needsEndpoint = false, otherAccount = false }: Unusual = {},
): Mention {
  return { start, end, ref, strength, named, needsEndpoint, otherAccount };
}

/** The claim that a path makes. */
export function pathRef(paths: readonly string[]): AssetRef {
  return { kind: 'path', path: composed(paths[0] ?? ''), paths };
}

/** The claim that a name makes; `names` are its readings, most likely first. */
export function nameRef(names: readonly string[]): NameRef {
  const [name = '', ...others] = names.map(composed);
  const isOne = others.every((other) => other === name);
  return { kind: 'name', name, names: isOne ? [name] : [...new Set([name, ...others])] };
}
