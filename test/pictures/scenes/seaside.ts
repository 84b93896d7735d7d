import { darker, lighter, mix } from '../colour';
import { blob, box, circle, curve, ellipse, line, polygon } from '../outline';
import type { Colour, Scene } from '../../../src/sandbox/draw/scene';
import { glow, layer } from '../layer';
import { frame, outdoors, shining, cloud, ridge } from './outdoors';

/** A sailing boat at sea. */
export function sailing(sky: Colour, water: Colour, sail: Colour): Scene {
  return outdoors(
    layer(box(0, 0, 400, 170), darker(sky, 0.1), sky, lighter(sky, 0.6)),
    ...shining([84, 84], 26, '#ffd27d'),
    cloud(250, 56, 14, '#ffffffb0'),
    layer(ridge(168, 158, 166, 152, 164), mix(water, sky, 0.5)),
    layer(box(0, 164, 400, 136), lighter(water, 0.35), water, darker(water, 0.3)),
    layer(
      [178, 190, 204, 222].map((y, index) => ellipse(84, y, 32 - index * 5, 2.5)).join(''),
      '#ffe6b0a0',
    ),
    layer(
      'M146 218L282 218C274 240 262 250 248 250L178 250C162 250 150 236 146 218Z',
      '#8c4a35',
      '#5c2e22',
    ),
    layer('M146 218L282 218L280 225L148 225Z', '#f6efe2'),
    layer(box(205, 62, 5, 158), '#6d4c3d'),
    layer('M214 66C262 110 280 160 284 208L214 208Z', lighter(sail, 0.6), lighter(sail, 0.25)),
    layer('M201 84C176 120 158 164 152 208L201 208Z', lighter(sail, 0.1), sail),
    layer(polygon([210, 62], [210, 46], [234, 54]), sail),
    layer(
      [
        [30, 236, 26],
        [110, 262, 40],
        [300, 268, 44],
        [352, 230, 22],
        [196, 280, 50],
      ]
        .map(([x = 0, y = 0, long = 0]) =>
          curve(3, [x - long, y], [x - long / 3, y - 4], [x + long / 3, y + 2], [x + long, y - 2]),
        )
        .join(''),
      '#ffffff66',
    ),
  );
}

/** A parasol on a beach. */
export function beach(water: Colour, cloth: Colour, other: Colour): Scene {
  const ribs: readonly (readonly [number, number, Colour])[] = [
    [-104, -64, cloth],
    [-64, -22, other],
    [-22, 22, cloth],
    [22, 64, other],
    [64, 104, cloth],
  ];
  return outdoors(
    layer(box(0, 0, 400, 140), mix(water, '#bfe6ff', 0.75), '#eaf7ff'),
    ...shining([330, 60], 26, '#ffd97a'),
    cloud(60, 58, 12, '#ffffffd8'),
    layer(box(0, 130, 400, 90), darker(water, 0.1), water, lighter(water, 0.45)),
    layer('M0 196C60 184 110 208 180 196C250 184 320 206 400 192L400 300L0 300Z', '#ffffffc0'),
    layer(
      'M0 204C60 192 110 216 180 204C250 192 320 214 400 200L400 300L0 300Z',
      '#f6dfae',
      '#e5c486',
    ),
    layer(ellipse(212, 268, 98, 12), '#8a6a3a38'),
    layer(line(6, [190, 110], [204, 268]), '#f3f0ea', '#c8c2b6'),
    ...ribs.map(([from, to, colour]) =>
      layer(
        `M190 62C${190 + from * 0.5} 66 ${190 + from * 0.92} 104 ${190 + from} 150C${190 + from + (to - from) * 0.3} 140 ${190 + to - (to - from) * 0.3} 140 ${190 + to} 150C${190 + to * 0.92} 104 ${190 + to * 0.5} 66 190 62Z`,
        lighter(colour, 0.12),
        darker(colour, 0.08),
      ),
    ),
    layer(circle(190, 60, 5), darker(cloth, 0.2)),
    layer(circle(300, 256, 22), lighter(other, 0.4), other),
    layer('M300 234C290 246 290 266 300 278C310 266 310 246 300 234Z', cloth),
    layer('M60 262L150 250L168 268L76 282Z', lighter(cloth, 0.35), cloth),
    layer('M86 258.5L100 256.7L118 275.6L103 278Z', '#ffffffb0'),
  );
}

/** A lighthouse with its beam. */
export function lighthouse(sky: Colour, sea: Colour): Scene {
  return outdoors(
    layer(frame, darker(sky, 0.35), sky, lighter(sky, 0.45)),
    layer(polygon([246, 82], [0, 20], [0, 96]), '#fff3b84c'),
    layer(polygon([254, 82], [400, 44], [400, 104]), '#fff3b840'),
    glow(circle(250, 82, 70), [250, 82], 70, '#fff3b8e0', '#fff3b800'),
    layer(box(0, 214, 400, 86), lighter(sea, 0.15), darker(sea, 0.25)),
    layer(
      blob([150, 262], [186, 224], [250, 212], [318, 226], [362, 264], [256, 286]),
      '#6e6a72',
      '#44424c',
    ),
    layer(polygon([230, 104], [270, 104], [284, 232], [216, 232]), '#fbf6ee', '#d9d2c8'),
    layer(
      polygon([227.4, 128], [272.6, 128], [276, 160], [224, 160]) +
        polygon([220.5, 192], [279.5, 192], [283, 224], [217, 224]),
      '#d1483f',
      '#a8342f',
    ),
    layer(polygon([254, 104], [270, 104], [284, 232], [262, 232]), '#2030481f'),
    layer(box(222, 98, 56, 8, 3), '#3a4250'),
    layer(box(234, 68, 32, 30), '#fff1a8', '#ffd968'),
    layer(line(2, [245, 70], [245, 98]) + line(2, [255, 70], [255, 98]), '#3a4250'),
    layer('M230 68L250 46L270 68Z', '#d1483f', '#9c302b'),
    layer(
      [
        [50, 240, 34],
        [120, 262, 44],
        [330, 282, 40],
        [90, 286, 30],
      ]
        .map(([x = 0, y = 0, long = 0]) =>
          curve(3, [x - long, y], [x - long / 3, y - 4], [x + long / 3, y + 2], [x + long, y - 2]),
        )
        .join(''),
      '#ffffff4c',
    ),
  );
}
