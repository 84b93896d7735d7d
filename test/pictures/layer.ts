import type { Colour, Layer, Point } from '../../src/sandbox/draw/scene';

/** A layer of one colour or, from several, of a gradient from the top of `box` to its bottom. */
export function layer(outline: string, ...colours: readonly Colour[]): Layer {
  const [colour = '#000000'] = colours;
  if (colours.length < 2) return { outline, paint: { kind: 'plain', colour } };
  const numbers = outline.match(/-?[\d.]+/g)?.map(Number) ?? [];
  const heights = numbers.filter((_, index) => index % 2 === 1);
  const [top, bottom] = [Math.min(...heights), Math.max(...heights)];
  return { outline, paint: { kind: 'linear', from: [0, top], to: [0, bottom], colours } };
}

/** A layer lit from a point. */
export function glow(
  outline: string,
  centre: Point,
  radius: number,
  ...colours: readonly Colour[]
): Layer {
  return { outline, paint: { kind: 'radial', centre, radius, colours } };
}
