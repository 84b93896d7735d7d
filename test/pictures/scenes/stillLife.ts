import { darker, faint, lighter } from '../colour';
import { blob, box, circle, curve, ellipse, line, polygon } from '../outline';
import type { Colour, Layer, Point, Scene } from '../../../src/sandbox/draw/scene';
import { glow, layer } from '../layer';
import { shadow } from './studio';

/** A thing on a coloured ground, lit from the upper left. */
function on(ground: Colour, ...layers: readonly Layer[]): Scene {
  const all = box(0, 0, 400, 300);
  return {
    width: 400,
    height: 300,
    seeThrough: false,
    layers: [
      layer(all, lighter(ground, 0.12), darker(ground, 0.08)),
      glow(all, [130, 70], 300, '#ffffff58', '#ffffff00'),
      ...layers,
    ],
  };
}

/** A cup of coffee from above, with a leaf in its foam. */
export function coffee(cup: Colour, table: Colour): Scene {
  const boards = [60, 120, 180, 240].map((y) => line(1.4, [0, y], [400, y])).join('');
  return on(
    table,
    layer(boards, faint(darker(table, 0.5), 0.3)),
    ...shadow(208, 164, 134, 126),
    layer(circle(200, 152, 118), lighter(cup, 0.7), lighter(cup, 0.35)),
    layer(circle(200, 152, 100), lighter(cup, 0.5), lighter(cup, 0.65)),
    layer(line(20, [270, 152], [308, 152]), lighter(cup, 0.25), cup),
    layer(circle(200, 152, 80), lighter(cup, 0.3), darker(cup, 0.1)),
    layer(circle(200, 152, 69), '#8a5a36', '#5d381f'),
    layer(circle(200, 152, 62), '#a8744a', '#7d4f2d'),
    layer('M200 200C158 184 152 132 200 104C248 132 242 184 200 200Z', '#f7e6cf', '#e6c9a3'),
    layer(
      [
        curve(4, [200, 196], [200, 150], [200, 112]),
        curve(3.5, [200, 178], [182, 168], [172, 154]),
        curve(3.5, [200, 178], [218, 168], [228, 154]),
        curve(3.5, [200, 154], [186, 144], [178, 132]),
        curve(3.5, [200, 154], [214, 144], [222, 132]),
      ].join(''),
      '#8f5f39',
    ),
    layer(line(7, [60, 92], [82, 232]) + ellipse(55, 72, 15, 24), '#e9ebee', '#aab0b8'),
  );
}

/** Oranges, a whole one and a cut one. */
export function oranges(fruit: Colour, ground: Colour): Scene {
  const slices = Array.from({ length: 8 }, (_, index) => {
    const at = (turn: number, radius: number): Point => [
      258 + radius * Math.cos(turn),
      176 + radius * Math.sin(turn),
    ];
    const turn = (index * Math.PI) / 4;
    return blob(at(turn + 0.39, 10), at(turn + 0.1, 46), at(turn + 0.39, 55), at(turn + 0.68, 46));
  });
  return on(
    ground,
    ...shadow(160, 232, 92),
    ...shadow(262, 246, 82),
    layer(circle(150, 156, 78), lighter(fruit, 0.3), fruit, darker(fruit, 0.2)),
    glow(circle(150, 156, 78), [122, 120], 70, '#ffffff70', '#ffffff00'),
    layer(curve(5, [150, 82], [152, 70], [160, 60]), '#6b4b2a'),
    layer('M158 68C178 40 212 40 232 54C214 78 182 84 158 68Z', '#7db46c', '#4f8a4b'),
    layer(curve(1.8, [160, 67], [190, 58], [226, 55]), '#d7ecc8'),
    layer(circle(258, 176, 72), lighter(fruit, 0.05), darker(fruit, 0.15)),
    layer(circle(258, 176, 65), '#fff1d8'),
    layer(slices.join(''), lighter(fruit, 0.25), fruit),
  );
}

/** An ice cream with two scoops. */
export function iceCream(top: Colour, second: Colour, ground: Colour): Scene {
  const cone: readonly Point[] = [
    [150, 150],
    [250, 150],
    [200, 284],
  ];
  const waffle = [166, 184, 202, 220, 238].flatMap((x) => {
    const [toRight, toLeft] = [(250 - x) / 100, (x - 150) / 100];
    return [
      line(2, [x, 150], [x + 50 * toRight, 150 + 134 * toRight]),
      line(2, [x, 150], [x - 50 * toLeft, 150 + 134 * toLeft]),
    ];
  });
  const sprinkles: readonly (readonly [Point, Point, Colour])[] = [
    [[176, 60], [184, 54], '#ffd166'],
    [[206, 46], [215, 50], '#06d6a0'],
    [[222, 76], [226, 86], '#ef476f'],
    [[190, 84], [199, 82], '#118ab2'],
    [[168, 96], [173, 104], '#ef476f'],
    [[208, 98], [217, 94], '#ffd166'],
  ];
  return on(
    ground,
    layer(polygon(...cone), '#f0c07a', '#c98a45'),
    layer(waffle.join(''), '#a86a2e90'),
    layer(
      blob(
        [136, 146],
        [150, 112],
        [200, 96],
        [250, 112],
        [264, 146],
        [240, 164],
        [218, 154],
        [200, 170],
        [180, 154],
        [160, 164],
      ),
      lighter(second, 0.3),
      darker(second, 0.08),
    ),
    layer(
      blob(
        [146, 98],
        [156, 54],
        [200, 30],
        [244, 54],
        [254, 98],
        [232, 118],
        [212, 108],
        [192, 122],
        [166, 112],
      ),
      lighter(top, 0.35),
      darker(top, 0.08),
    ),
    ...sprinkles.map(([from, to, colour]) => layer(line(5, from, to), colour)),
    layer(circle(200, 26, 14), '#e63950', '#a81c36'),
    layer(circle(195, 21, 4), '#ffffffa0'),
    layer(curve(2.5, [202, 14], [208, 4], [220, 0]), '#5d7a3a'),
    layer(curve(7, [166, 82], [172, 62], [186, 52]), '#ffffff88'),
  );
}

/** A bowl of noodles with two chopsticks. */
export function noodles(bowl: Colour, ground: Colour): Scene {
  return on(
    ground,
    ...shadow(200, 256, 122),
    layer(line(6, [284, 36], [196, 138]) + line(6, [312, 48], [216, 142]), '#9c3b2e', '#6e241c'),
    layer(ellipse(200, 140, 138, 34), lighter(bowl, 0.55)),
    layer(ellipse(200, 143, 124, 27), '#e0a458', '#b9742f'),
    layer(
      [0, 1, 2, 3, 4]
        .map((step) =>
          curve(
            7,
            [104 + step * 26, 144],
            [124 + step * 26, 128],
            [142 + step * 26, 150],
            [164 + step * 26, 136],
          ),
        )
        .join(''),
      '#fbe4a8',
      '#eec873',
    ),
    layer(ellipse(152, 140, 25, 14), '#fffaf0'),
    layer(ellipse(152, 140, 13, 7), '#f7a63b'),
    layer(
      [
        [230, 130],
        [246, 146],
        [216, 150],
        [258, 134],
      ]
        .map(([x = 0, y = 0]) => ellipse(x, y, 6, 3.5))
        .join(''),
      '#5fa34f',
    ),
    layer(
      'M62 142C84 178 140 180 200 180C260 180 316 178 338 142C336 214 284 248 244 254L156 254C116 248 64 214 62 142Z',
      lighter(bowl, 0.15),
      darker(bowl, 0.25),
    ),
    layer(
      curve(6, [92, 198], [146, 218], [200, 222], [254, 218], [308, 198]),
      faint(lighter(bowl, 0.75), 0.75),
    ),
    layer(curve(6, [132, 98], [122, 76], [140, 58], [130, 34]), '#ffffff80'),
    layer(curve(6, [176, 92], [166, 70], [184, 52], [174, 26]), '#ffffff90'),
  );
}

/** A price tag with a percent sign. */
export function saleTag(tag: Colour, ground: Colour): Scene {
  return on(
    ground,
    layer(
      Array.from({ length: 9 }, (_, index) =>
        polygon(
          [index * 60 - 100, 0],
          [index * 60 - 72, 0],
          [index * 60 - 172, 300],
          [index * 60 - 200, 300],
        ),
      ).join(''),
      faint(lighter(ground, 0.5), 0.35),
    ),
    layer(
      'M124 60L252 44C262 43 268 47 274 54L330 132C336 140 336 150 328 156L196 250C188 256 178 254 172 246L92 136C88 130 86 124 90 116L110 70C113 64 117 61 124 60Z',
      '#14203830',
    ),
    layer(
      'M118 52L246 36C256 35 262 39 268 46L324 124C330 132 330 142 322 148L190 242C182 248 172 246 166 238L86 128C82 122 80 116 84 108L104 62C107 56 111 53 118 52Z',
      lighter(tag, 0.2),
      darker(tag, 0.12),
    ),
    layer(circle(118, 86, 12), lighter(ground, 0.1)),
    layer(curve(4, [118, 86], [84, 70], [62, 26], [30, 8]), '#fff7e0'),
    layer(line(14, [226, 86], [192, 196]), '#ffffff'),
    layer(ringAt(176, 118, 24) + ringAt(244, 164, 24), '#ffffff'),
  );
}

/** A circle with a hole; the hole runs the other way round. */
function ringAt(x: number, y: number, radius: number): string {
  return circle(x, y, radius) + ellipse(x, y, radius * 0.52, -radius * 0.52);
}
