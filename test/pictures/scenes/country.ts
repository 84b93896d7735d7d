import { darker, faint, lighter, mix } from '../colour';
import { blob, box, circle, curve, line, polygon } from '../outline';
import type { Colour, Layer, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';
import { frame, outdoors, shining, cloud, ridge } from './outdoors';

function fir(x: number, y: number, tall: number, colour: Colour): readonly Layer[] {
  const tier = (top: number, wide: number): string =>
    polygon(
      [x, y - tall + top],
      [x + wide, y - tall + top + tall * 0.42],
      [x - wide, y - tall + top + tall * 0.42],
    );
  return [
    layer(box(x - tall / 30, y - tall * 0.2, tall / 15, tall * 0.2), '#5b4334'),
    layer(
      [tier(tall * 0.46, tall * 0.27), tier(tall * 0.24, tall * 0.22), tier(0, tall * 0.16)].join(
        '',
      ),
      lighter(colour, 0.15),
      darker(colour, 0.15),
    ),
  ];
}

/** Hills with a path, and a low sun. */
export function hills(sky: Colour, light: Colour, green: Colour): Scene {
  return outdoors(
    layer(frame, sky, mix(sky, light, 0.55), lighter(light, 0.4)),
    ...shining([292, 96], 34, light),
    cloud(66, 70, 13, '#ffffff99'),
    cloud(180, 44, 9, '#ffffff70'),
    layer(ridge(178, 140, 182, 150, 176), mix(green, sky, 0.55)),
    layer(ridge(196, 214, 176, 210, 190), mix(green, light, 0.3), mix(green, sky, 0.2)),
    ...fir(62, 236, 54, darker(green, 0.25)),
    ...fir(92, 240, 40, darker(green, 0.15)),
    ...fir(330, 236, 46, darker(green, 0.2)),
    layer(ridge(240, 224, 246, 228, 238), lighter(green, 0.15), darker(green, 0.12)),
    layer(
      'M186 300C196 276 236 268 222 254C212 246 196 244 204 238L212 238C208 244 240 248 246 258C256 274 228 282 236 300Z',
      lighter(light, 0.5),
    ),
    layer(ridge(286, 268, 280, 290, 270), darker(green, 0.2), darker(green, 0.4)),
  );
}

/** Snowy mountains by moonlight. */
export function mountains(sky: Colour, rock: Colour): Scene {
  const peak = (x: number, top: number, wide: number, shade: number): readonly Layer[] => [
    layer(
      polygon([x, top], [x + wide, 250], [x - wide, 250]),
      darker(rock, shade),
      mix(rock, sky, 0.35),
    ),
    layer(
      polygon([x, top], [x + wide, 250], [x + wide * 0.18, 250]),
      faint(darker(rock, 0.5), 0.35),
    ),
    layer(
      polygon(
        [x, top],
        [x + wide * 0.3, top + (250 - top) * 0.3],
        [x + wide * 0.12, top + (250 - top) * 0.25],
        [x, top + (250 - top) * 0.36],
        [x - wide * 0.12, top + (250 - top) * 0.24],
        [x - wide * 0.3, top + (250 - top) * 0.3],
      ),
      '#ffffff',
      '#e6eef7',
    ),
  ];
  const stars = [
    [38, 40],
    [88, 70],
    [120, 28],
    [170, 58],
    [226, 34],
    [262, 72],
    [370, 46],
    [350, 90],
    [52, 104],
  ];
  return outdoors(
    layer(frame, darker(sky, 0.45), sky, lighter(sky, 0.5)),
    layer(stars.map(([x = 0, y = 0]) => circle(x, y, 1.5)).join(''), '#ffffffcc'),
    ...shining([318, 62], 20, '#fff2cc'),
    ...peak(96, 110, 130, 0.05),
    ...peak(300, 96, 140, 0.1),
    ...peak(196, 66, 150, 0.2),
    layer(ridge(244, 226, 240, 224, 242), '#f4f8fc', '#cfdcec'),
    ...fir(54, 262, 62, '#2f5d58'),
    ...fir(86, 270, 48, '#356860'),
    ...fir(346, 266, 66, '#2f5d58'),
    ...fir(312, 274, 44, '#3b6f66'),
    layer(ridge(270, 258, 274, 262, 268), '#ffffff', '#dfe8f3'),
  );
}

/** A desert with two cacti. */
export function desert(sky: Colour, sand: Colour): Scene {
  const cactus = (x: number, y: number, size: number): readonly Layer[] => [
    layer(
      [
        line(size / 4, [x, y], [x, y - size]),
        curve(
          size / 5.5,
          [x, y - size * 0.4],
          [x - size * 0.28, y - size * 0.42],
          [x - size * 0.34, y - size * 0.7],
        ),
        curve(
          size / 5.5,
          [x, y - size * 0.28],
          [x + size * 0.28, y - size * 0.32],
          [x + size * 0.34, y - size * 0.62],
        ),
      ].join(''),
      '#5fa777',
      '#35724f',
    ),
    layer(line(size / 40, [x - size / 22, y], [x - size / 22, y - size * 0.98]), '#ffffff44'),
  ];
  return outdoors(
    layer(frame, sky, mix(sky, sand, 0.5), lighter(sand, 0.4)),
    ...shining([130, 110], 40, '#fff0c2'),
    layer(ridge(190, 176, 196, 168, 186), mix(sand, sky, 0.45)),
    layer(polygon([248, 200], [262, 138], [318, 134], [336, 200]), '#c9794f', '#a85a3e'),
    layer(ridge(206, 218, 196, 220, 204), lighter(sand, 0.1), darker(sand, 0.05)),
    ...cactus(82, 252, 96),
    layer(ridge(250, 236, 258, 240, 252), sand, darker(sand, 0.18)),
    ...cactus(310, 276, 78),
    layer(
      blob([186, 268], [206, 256], [236, 262], [246, 276], [190, 278]),
      darker(sand, 0.2),
      darker(sand, 0.4),
    ),
  );
}

/** A hot-air balloon. */
export function balloon(sky: Colour, cloth: Colour, stripe: Colour): Scene {
  const envelope =
    'M200 30C262 30 296 78 288 126C282 162 244 190 226 214L174 214C156 190 118 162 112 126C104 78 138 30 200 30Z';
  return outdoors(
    layer(frame, sky, lighter(sky, 0.65)),
    cloud(40, 96, 15, '#ffffffc8'),
    cloud(306, 66, 12, '#ffffffb0'),
    layer(envelope, lighter(cloth, 0.1), darker(cloth, 0.12)),
    layer(
      'M200 30C164 40 144 96 152 132C158 168 178 196 186 214L214 214C222 196 242 168 248 132C256 96 236 40 200 30Z',
      lighter(stripe, 0.15),
      darker(stripe, 0.08),
    ),
    layer(
      'M200 30C186 60 180 110 184 140C188 170 194 200 196 214L204 214C206 200 212 170 216 140C220 110 214 60 200 30Z',
      cloth,
      darker(cloth, 0.16),
    ),
    layer(
      'M132 88C140 60 158 44 178 38C160 56 148 84 146 116C138 112 130 102 132 88Z',
      '#ffffff38',
    ),
    layer(
      [
        line(1.6, [178, 214], [186, 238]),
        line(1.6, [222, 214], [214, 238]),
        line(1.6, [200, 214], [200, 238]),
      ].join(''),
      '#6b4b35',
    ),
    layer(box(183, 236, 34, 26, 5), '#b98252', '#80532f'),
    layer(line(2, [184, 246], [216, 246]) + line(2, [184, 254], [216, 254]), '#6b4426'),
    layer(ridge(276, 258, 272, 254, 270), '#7fb08a', '#5d9271'),
    cloud(110, 262, 16, '#ffffff90'),
  );
}
