import type { Colour } from '../../src/sandbox/draw/scene';
import { channelsOf } from '../../src/sandbox/draw/shader';

/** A colour between two, `share` of the way to the second. */
export function mix(one: Colour, other: Colour, share: number): Colour {
  const [from, to] = [channelsOf(one), channelsOf(other)];
  const parts = from.map((channel, index) => channel + ((to[index] ?? 0) - channel) * share);
  return `#${parts.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;
}

/** The colour nearer to white. */
export const lighter = (colour: Colour, share: number): Colour => mix(colour, '#ffffff', share);

/** The colour nearer to a bluish black, which dulls less than pure black. */
export const darker = (colour: Colour, share: number): Colour => mix(colour, '#10182c', share);

/** The same colour with another opacity, 0 to 1. */
export function faint(colour: Colour, opacity: number): Colour {
  const alpha = Math.round(opacity * 255)
    .toString(16)
    .padStart(2, '0');
  return `#${colour.slice(1, 7)}${alpha}`;
}
