import { darker, lighter } from '../colour';
import { box, circle, curve, ellipse, line, polygon } from '../outline';
import type { Colour, Layer, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';

function mark(size: number, ...layers: readonly Layer[]): Scene {
  return { width: size, height: size, seeThrough: true, layers };
}

/** The shop's sign: a sprout in a disc. */
export function logo(disc: Colour, leaf: Colour): Scene {
  return mark(
    200,
    layer(circle(100, 100, 96), lighter(disc, 0.1), darker(disc, 0.12)),
    layer('M100 112C58 108 44 76 48 48C84 48 104 74 100 112Z', lighter(leaf, 0.25), leaf),
    layer('M100 96C98 64 118 42 154 42C156 76 136 98 100 96Z', leaf, darker(leaf, 0.2)),
    layer(curve(8, [100, 160], [99, 130], [100, 100]), lighter(leaf, 0.45)),
    layer(curve(5, [60, 160], [80, 154], [120, 154], [140, 160]), lighter(leaf, 0.45)),
  );
}

/** The sign and, as bars, the place of the name beside it. */
export function banner(disc: Colour, leaf: Colour, letters: Colour): Scene {
  const sign = logo(disc, leaf).layers;
  const bars = [
    [220, 62, 150],
    [380, 62, 84],
    [220, 116, 108],
    [338, 116, 60],
    [408, 116, 56],
  ];
  return {
    width: 490,
    height: 200,
    seeThrough: true,
    layers: [
      ...sign,
      layer(bars.map(([x = 0, y = 0, long = 0]) => box(x, y, long, 26, 13)).join(''), letters),
    ],
  };
}

/** Icons of the shop, in one colour each. */
export const icons = {
  cart: (colour: Colour): Scene =>
    mark(
      48,
      layer(
        curve(3.4, [5, 9], [9, 9], [11, 11]) +
          line(3.4, [11, 11], [16, 31]) +
          line(3.4, [16, 31], [38, 31]) +
          line(3.4, [38, 31], [42, 15]) +
          line(3.4, [42, 15], [12, 15]),
        colour,
      ),
      layer(circle(19, 39, 3.4) + circle(35, 39, 3.4), colour),
    ),
  heart: (colour: Colour): Scene =>
    mark(
      48,
      layer(
        'M24 42C10 32 4 24 4 16C4 9 9 5 14 5C18 5 22 8 24 12C26 8 30 5 34 5C39 5 44 9 44 16C44 24 38 32 24 42Z',
        lighter(colour, 0.2),
        colour,
      ),
    ),
  search: (colour: Colour): Scene =>
    mark(
      48,
      layer(circle(20, 20, 14) + ellipse(20, 20, 10, -10), colour),
      layer(line(5, [31, 31], [42, 42]), colour),
    ),
  person: (colour: Colour): Scene =>
    mark(
      48,
      layer(circle(24, 15, 9), colour),
      layer('M6 44C6 32 14 27 24 27C34 27 42 32 42 44Z', colour),
    ),
  star: (colour: Colour): Scene =>
    mark(
      48,
      layer(
        polygon(
          ...Array.from({ length: 10 }, (_, index): readonly [number, number] => {
            const radius = index % 2 === 0 ? 21 : 9;
            const turn = (index * Math.PI) / 5;
            return [24 + radius * Math.sin(turn), 25 - radius * Math.cos(turn)];
          }),
        ),
        lighter(colour, 0.25),
        colour,
      ),
    ),
  truck: (colour: Colour): Scene =>
    mark(
      48,
      layer(box(3, 12, 26, 21, 2) + 'M31 18L38 18L45 26L45 33L31 33Z', colour),
      layer(circle(13, 36, 5) + circle(37, 36, 5), darker(colour, 0.35)),
      layer(circle(13, 36, 2) + circle(37, 36, 2), '#ffffff'),
    ),
} as const;
