import { darker, faint, lighter, mix } from '../colour';
import { blob, box, circle, curve, ellipse, line } from '../outline';
import type { Colour, Layer, Scene } from '../../../src/sandbox/draw/scene';
import { glow, layer } from '../layer';
import { shadow, studio } from './studio';

/** A steaming mug. */
export function mug(colour: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(204, 246, 112),
    layer(
      curve(16, [256, 132], [304, 124], [318, 160], [292, 196], [250, 204]),
      darker(colour, 0.12),
    ),
    layer(
      'M120 104L272 104C274 160 270 210 250 240C220 252 172 252 142 240C122 210 118 160 120 104Z',
      lighter(colour, 0.22),
      darker(colour, 0.15),
    ),
    layer(
      'M250 112C252 160 248 208 232 242L250 240C270 210 274 160 272 104Z',
      faint(darker(colour, 0.5), 0.25),
    ),
    layer(ellipse(196, 104, 76, 18), lighter(colour, 0.45)),
    layer(ellipse(196, 107, 66, 13), '#5a3825', '#7c5034'),
    layer(ellipse(180, 105, 22, 4), '#d9b48c88'),
    layer(curve(7, [168, 80], [158, 60], [176, 44], [166, 22]), '#ffffff80'),
    layer(curve(7, [206, 78], [196, 56], [216, 40], [206, 14]), '#ffffff99'),
    layer(curve(7, [136, 124], [136, 168], [146, 214]), '#ffffff5c'),
  );
}

/** A plant in its pot. */
export function plant(pot: Colour, leaves: Colour, ground: Colour): Scene {
  const leaf = (x: number, y: number, lean: number, long: number): readonly Layer[] => {
    const tip: readonly [number, number] = [x + lean, y - long];
    const side = long / 4.2;
    return [
      layer(
        blob([x, y], [x + lean * 0.42 - side, y - long * 0.5], tip, [
          x + lean * 0.42 + side,
          y - long * 0.46,
        ]),
        lighter(leaves, 0.3),
        darker(leaves, 0.25),
      ),
      layer(
        curve(2, [x, y], [x + lean * 0.4, y - long * 0.5], tip),
        faint(lighter(leaves, 0.7), 0.6),
      ),
    ];
  };
  return studio(
    ground,
    ...shadow(200, 258, 86),
    ...leaf(196, 186, -92, 92),
    ...leaf(204, 186, 94, 84),
    ...leaf(198, 184, -44, 140),
    ...leaf(204, 184, 52, 134),
    ...leaf(200, 186, 4, 158),
    layer(
      'M140 176L260 176L246 250C232 260 168 260 154 250Z',
      lighter(pot, 0.15),
      darker(pot, 0.16),
    ),
    layer(box(132, 166, 136, 24, 6), lighter(pot, 0.25), pot),
    layer(curve(6, [154, 198], [160, 222], [166, 246]), '#ffffff48'),
  );
}

/** A table lamp that is on. */
export function lamp(shade: Colour, ground: Colour): Scene {
  return studio(
    ground,
    glow(circle(200, 130, 150), [200, 130], 150, '#fff3c4d0', '#fff3c400'),
    ...shadow(200, 258, 74),
    layer(box(195, 130, 10, 122), '#8a6f55', '#5e4a39'),
    layer('M150 258C150 244 250 244 250 258C244 264 156 264 150 258Z', '#8a6f55', '#57432f'),
    layer(ellipse(200, 152, 78, 10), '#fff6d6'),
    layer('M160 52L240 52L280 150C256 164 144 164 120 150Z', lighter(shade, 0.45), shade),
    layer('M160 52L176 52L160 158C144 156 130 154 120 150Z', '#ffffff40'),
    layer(line(2, [258, 156], [258, 184]) + circle(258, 188, 4), '#5e4a39'),
  );
}

/** An armchair. */
export function chair(fabric: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 262, 122),
    layer(line(9, [136, 216], [122, 260]) + line(9, [264, 216], [278, 260]), '#a9744a'),
    layer(line(8, [156, 216], [154, 250]) + line(8, [244, 216], [246, 250]), '#7d5333'),
    layer(box(122, 56, 156, 140, 44), lighter(fabric, 0.2), darker(fabric, 0.1)),
    layer(
      circle(172, 106, 3) + circle(228, 106, 3) + circle(200, 132, 3),
      faint(darker(fabric, 0.6), 0.55),
    ),
    layer(box(112, 164, 176, 46, 20), lighter(fabric, 0.3), darker(fabric, 0.05)),
    layer(box(92, 128, 42, 94, 20), lighter(fabric, 0.1), darker(fabric, 0.22)),
    layer(box(266, 128, 42, 94, 20), lighter(fabric, 0.1), darker(fabric, 0.22)),
    layer(box(110, 200, 180, 24, 10), darker(fabric, 0.2), darker(fabric, 0.35)),
  );
}

/** A bottle with a label. */
export function bottle(colour: Colour, label: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 264, 66, 9),
    layer(box(182, 22, 36, 34, 6), '#3d4450', '#262b35'),
    layer(
      'M184 54L216 54L218 82C246 92 254 108 254 128L252 250C250 264 238 268 200 268C162 268 150 264 148 250L146 128C146 108 154 92 182 82Z',
      lighter(colour, 0.28),
      darker(colour, 0.14),
    ),
    layer('M146 146L254 146L253 218L147 218Z', lighter(label, 0.5), label),
    layer('M200 164C186 176 184 192 200 204C216 192 214 176 200 164Z', darker(colour, 0.1)),
    layer(line(3, [170, 211], [230, 211]), faint(darker(label, 0.6), 0.5)),
    layer(curve(8, [162, 118], [160, 180], [164, 246]), '#ffffff66'),
    layer(
      'M236 100C250 108 254 118 254 128L252 250C250 258 246 262 238 264Z',
      faint(darker(colour, 0.7), 0.2),
    ),
  );
}

/** A wrapped gift with a bow. */
export function gift(paper: Colour, ribbon: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 258, 112),
    layer(box(114, 140, 172, 116, 4), lighter(paper, 0.1), darker(paper, 0.16)),
    layer(box(184, 140, 32, 116), lighter(ribbon, 0.2), darker(ribbon, 0.05)),
    layer(box(102, 112, 196, 38, 5), lighter(paper, 0.25), paper),
    layer(box(184, 112, 32, 38), lighter(ribbon, 0.3), ribbon),
    layer(
      blob([200, 112], [148, 108], [118, 74], [146, 54], [184, 80]) +
        blob([200, 112], [252, 108], [282, 74], [254, 54], [216, 80]),
      lighter(ribbon, 0.2),
      darker(ribbon, 0.12),
    ),
    layer(
      blob([190, 104], [158, 98], [140, 78], [152, 70], [176, 86]) +
        blob([210, 104], [242, 98], [260, 78], [248, 70], [224, 86]),
      darker(ribbon, 0.35),
    ),
    layer(box(186, 92, 28, 26, 9), lighter(ribbon, 0.3), ribbon),
    layer(
      [
        [136, 176],
        [160, 214],
        [134, 236],
        [246, 176],
        [268, 204],
        [240, 232],
      ]
        .map(([x = 0, y = 0]) => circle(x, y, 5))
        .join(''),
      faint(lighter(paper, 0.7), 0.7),
    ),
  );
}

/** A burning candle in a glass. */
export function candle(wax: Colour, ground: Colour): Scene {
  return studio(
    ground,
    glow(circle(200, 82, 120), [200, 82], 120, '#ffe7a8e0', '#ffe7a800'),
    ...shadow(200, 258, 82),
    layer(box(140, 140, 120, 116, 10), faint(lighter(wax, 0.5), 0.9), faint(wax, 0.95)),
    layer(ellipse(200, 142, 58, 12), lighter(wax, 0.6)),
    layer(line(3, [200, 142], [200, 118]), '#3a2f28'),
    layer(
      'M200 56C186 84 178 96 186 114C190 124 210 124 214 114C222 96 214 84 200 56Z',
      '#fff0a0',
      '#ff9a3c',
    ),
    layer(
      'M200 86C194 98 192 106 196 114C198 118 203 118 205 114C208 106 206 98 200 86Z',
      '#fffbe6',
    ),
    layer(box(160, 180, 80, 46, 4), '#fffaf0', mix(wax, '#fffaf0', 0.7)),
    layer(line(2.5, [174, 196], [226, 196]) + line(2, [182, 208], [218, 208]), '#6b5a4c'),
    layer(line(5, [150, 158], [150, 240]), '#ffffff60'),
  );
}
