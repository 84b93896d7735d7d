import { darker, faint, lighter, mix } from '../colour';
import { box, circle, curve } from '../outline';
import type { Colour, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';

/** A person from the shoulders up. */
export function portrait(skin: Colour, hair: Colour, shirt: Colour, ground: Colour): Scene {
  const all = box(0, 0, 300, 300);
  return {
    width: 300,
    height: 300,
    seeThrough: false,
    layers: [
      layer(all, lighter(ground, 0.2), darker(ground, 0.1)),
      layer(circle(150, 140, 112), faint(lighter(ground, 0.6), 0.55)),
      layer(
        'M84 124C78 66 112 40 150 40C190 40 224 68 216 128C222 166 214 196 206 206L94 206C86 194 80 164 84 124Z',
        lighter(hair, 0.1),
        darker(hair, 0.2),
      ),
      layer(
        'M28 300C32 240 84 218 126 210L174 210C216 218 268 240 272 300Z',
        lighter(shirt, 0.15),
        darker(shirt, 0.15),
      ),
      layer('M126 184L174 184L176 214C166 234 134 234 124 214Z', darker(skin, 0.16)),
      layer(
        'M102 118C102 84 124 70 150 70C176 70 198 84 198 118C198 164 178 196 150 196C122 196 102 164 102 118Z',
        lighter(skin, 0.14),
        skin,
      ),
      layer(
        'M98 124C96 86 116 62 152 60C184 60 206 84 202 124C196 108 186 98 172 92C154 106 120 102 98 124Z',
        lighter(hair, 0.14),
        hair,
      ),
      layer(circle(130, 132, 4.5) + circle(170, 132, 4.5), '#2c2530'),
      layer(
        curve(3, [122, 119], [130, 115], [138, 118]) + curve(3, [162, 118], [170, 115], [178, 119]),
        darker(hair, 0.15),
      ),
      layer(circle(120, 152, 10) + circle(180, 152, 10), faint('#e8707a', 0.28)),
      layer(curve(3, [150, 136], [147, 150], [152, 153]), darker(skin, 0.25)),
      layer(curve(3.6, [134, 167], [142, 173], [158, 173], [166, 167]), mix('#b23a48', skin, 0.25)),
    ],
  };
}
