import { faint, lighter } from '../colour';
import { box, circle } from '../outline';
import type { Colour, Layer, Point, Scene } from '../../../src/sandbox/draw/scene';
import { glow, layer } from '../layer';

/** The whole picture. */
export const frame = box(0, 0, 400, 300);

/** A picture that fills its whole ground. */
export function outdoors(...layers: readonly Layer[]): Scene {
  return { width: 400, height: 300, seeThrough: false, layers };
}

/** The sun or the moon with its light around it. */
export function shining([x, y]: Point, radius: number, colour: Colour): readonly Layer[] {
  return [
    glow(frame, [x, y], radius * 5, faint(colour, 0.75), faint(colour, 0)),
    layer(circle(x, y, radius), lighter(colour, 0.5), colour),
  ];
}

/** A cloud; `x` and `y` are the middle of its left puff. */
export function cloud(x: number, y: number, size: number, colour: Colour): Layer {
  const puffs = [circle(x, y, size), circle(x + size * 1.1, y - size * 0.5, size * 1.25)];
  const base = box(x - size, y, size * 4.4, size, size / 2);
  return layer([...puffs, circle(x + size * 2.4, y, size), base].join(''), colour);
}

/** A hilly edge from left to right, filled down to the bottom of the picture. */
export function ridge(...heights: readonly number[]): string {
  const step = 400 / (heights.length - 1);
  const way = heights.map((height, index): Point => [index * step, height]);
  const curves = way.slice(1).map((to, index) => {
    const from = way[index] ?? to;
    const middle = (from[0] + to[0]) / 2;
    return `C${middle} ${from[1]} ${middle} ${to[1]} ${to[0]} ${to[1]}`;
  });
  return `M0 ${heights[0] ?? 0}${curves.join('')}L400 300L0 300Z`;
}
