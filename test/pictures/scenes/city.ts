import { darker, faint, lighter, mix } from '../colour';
import { box, line } from '../outline';
import type { Colour, Point, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';
import { frame, outdoors, shining } from './outdoors';

/** A skyline with lit windows. */
export function city(sky: Colour, light: Colour): Scene {
  const houses = [
    [0, 150, 46],
    [40, 112, 44],
    [80, 170, 38],
    [112, 92, 50],
    [158, 140, 40],
    [194, 66, 46],
    [236, 128, 44],
    [276, 98, 40],
    [312, 158, 40],
    [346, 120, 54],
  ];
  const windows = houses.flatMap(([x = 0, top = 0, wide = 0], house) =>
    Array.from({ length: 40 }, (_, index): Point => [
      x + 8 + (index % 4) * ((wide - 10) / 4),
      top + 12 + Math.floor(index / 4) * 16,
    ])
      .filter(([, y], index) => y < 246 && (index * 7 + house * 5) % 3 !== 0)
      .map(([left, y]) => box(left, y, 5, 8)),
  );
  return outdoors(
    layer(frame, darker(sky, 0.3), sky, light),
    ...shining([300, 70], 22, '#ffe9bf'),
    layer(
      [
        [14, 130, 40],
        [70, 96, 34],
        [136, 118, 44],
        [226, 88, 36],
        [254, 110, 46],
        [330, 92, 38],
      ]
        .map(([x = 0, top = 0, wide = 0]) => box(x, top, wide, 190))
        .join(''),
      mix(sky, light, 0.35),
    ),
    layer(
      houses.map(([x = 0, top = 0, wide = 0]) => box(x, top, wide, 190)).join(''),
      darker(sky, 0.35),
      darker(sky, 0.65),
    ),
    layer(line(3, [217, 66], [217, 34]) + line(2.5, [137, 92], [137, 70]), darker(sky, 0.35)),
    layer(windows.join(''), lighter(light, 0.3)),
    layer(box(0, 252, 400, 48), darker(sky, 0.75), darker(sky, 0.6)),
    layer([30, 110, 190, 270, 350].map((x) => box(x, 274, 40, 4, 2)).join(''), faint(light, 0.8)),
  );
}
