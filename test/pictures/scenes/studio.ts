import { darker, lighter } from '../colour';
import { box, ellipse } from '../outline';
import type { Colour, Layer, Scene } from '../../../src/sandbox/draw/scene';
import { glow, layer } from '../layer';

/** A thing on a plain ground, as shops photograph it. */
export function studio(ground: Colour, ...layers: readonly Layer[]): Scene {
  const wall = box(0, 0, 400, 300);
  return {
    width: 400,
    height: 300,
    seeThrough: false,
    layers: [
      layer(wall, lighter(ground, 0.25), ground),
      layer(box(0, 226, 400, 74), darker(ground, 0.1), lighter(ground, 0.1)),
      glow(wall, [200, 120], 230, '#ffffff70', '#ffffff00'),
      ...layers,
    ],
  };
}

/** A soft shadow on the ground. */
export function shadow(x: number, y: number, across: number, down = across / 9): readonly Layer[] {
  return [1, 0.91, 0.82, 0.73, 0.64, 0.55, 0.46].map((share) =>
    layer(ellipse(x, y, across * share, down * share), '#14203813'),
  );
}
