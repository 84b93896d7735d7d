import { darker, lighter } from '../colour';
import { box, circle, curve, line, polygon } from '../outline';
import type { Colour, Layer, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';
import { shadow, studio } from './studio';

/** A cloth bag with a leaf on it. */
export function tote(colour: Colour, mark: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 258, 108),
    layer(curve(9, [152, 122], [154, 52], [200, 30], [246, 52], [248, 122]), darker(colour, 0.3)),
    layer(
      'M104 112L296 112L306 252C260 262 140 262 94 252Z',
      lighter(colour, 0.2),
      darker(colour, 0.06),
    ),
    layer('M104 112L296 112L297 124L103 124Z', darker(colour, 0.14)),
    layer(curve(9, [160, 118], [162, 62], [200, 44], [238, 62], [240, 118]), darker(colour, 0.18)),
    layer(
      'M200 224C160 200 152 168 200 142C248 168 240 200 200 224Z',
      lighter(mark, 0.15),
      darker(mark, 0.15),
    ),
    layer(
      curve(3, [200, 222], [199, 190], [200, 152]) +
        curve(2.5, [200, 196], [212, 186], [222, 182]) +
        curve(2.5, [200, 184], [188, 174], [180, 172]),
      lighter(colour, 0.4),
    ),
    layer(curve(3, [118, 134], [114, 180], [112, 236]), '#ffffff50'),
  );
}

/** A backpack from the front. */
export function backpack(colour: Colour, accent: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 264, 104),
    layer(curve(8, [176, 50], [178, 28], [222, 28], [224, 50]), darker(colour, 0.35)),
    layer(box(98, 150, 26, 88, 13) + box(276, 150, 26, 88, 13), darker(colour, 0.3)),
    layer(
      'M120 110C120 66 150 44 200 44C250 44 280 66 280 110L284 240C284 258 272 264 256 264L144 264C128 264 116 258 116 240Z',
      lighter(colour, 0.16),
      darker(colour, 0.16),
    ),
    layer(curve(3.5, [124, 122], [160, 136], [240, 136], [276, 122]), darker(colour, 0.4)),
    layer(box(142, 168, 116, 76, 16), lighter(colour, 0.08), darker(colour, 0.24)),
    layer(line(4, [152, 186], [248, 186]), accent),
    layer(box(194, 186, 12, 20, 4), lighter(accent, 0.2), accent),
    layer(box(178, 82, 44, 28, 6), accent),
    layer(curve(6, [136, 96], [148, 70], [172, 60]), '#ffffff55'),
  );
}

/** A wristwatch. */
export function watch(strap: Colour, face: Colour, ground: Colour): Scene {
  const marks = Array.from({ length: 12 }, (_, hour) => {
    const [x, y] = [Math.sin((hour * Math.PI) / 6), -Math.cos((hour * Math.PI) / 6)];
    return line(hour % 3 === 0 ? 4 : 2, [200 + 50 * x, 148 + 50 * y], [200 + 44 * x, 148 + 44 * y]);
  });
  return studio(
    ground,
    ...shadow(206, 154, 92, 88),
    layer('M168 8L232 8L240 92L160 92Z', lighter(strap, 0.12), darker(strap, 0.2)),
    layer('M160 204L240 204L232 290L168 290Z', darker(strap, 0.2), lighter(strap, 0.1)),
    layer(box(268, 138, 14, 20, 4), '#b9bec6', '#7d838d'),
    layer(circle(200, 148, 72), '#f2f3f5', '#868c96'),
    layer(circle(200, 148, 62), lighter(face, 0.12), darker(face, 0.2)),
    layer(marks.join(''), '#ffffffd8'),
    layer(line(5, [200, 148], [176, 128]) + line(4, [200, 148], [228, 118]), '#ffffff'),
    layer(line(1.8, [194, 164], [216, 102]), '#ff7a59'),
    layer(circle(200, 148, 5), '#ffffff'),
    layer(
      'M152 112C166 92 190 84 210 88C182 100 164 122 158 150C150 138 148 124 152 112Z',
      '#ffffff30',
    ),
  );
}

/** Headphones standing on the ground. */
export function headphones(colour: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 256, 120),
    layer(
      curve(17, [110, 186], [108, 120], [140, 66], [200, 44], [260, 66], [292, 120], [290, 186]),
      darker(colour, 0.1),
    ),
    layer(
      curve(5, [112, 140], [124, 100], [150, 68], [200, 50], [250, 68], [276, 100]),
      lighter(colour, 0.35),
    ),
    layer(box(122, 156, 34, 96, 17) + box(244, 156, 34, 96, 17), '#3b3f4a', '#23262e'),
    layer(
      box(88, 150, 44, 106, 20) + box(268, 150, 44, 106, 20),
      lighter(colour, 0.25),
      darker(colour, 0.2),
    ),
    layer(line(6, [101, 178], [101, 218]) + line(6, [281, 178], [281, 218]), '#ffffff60'),
  );
}

/** Sunglasses from the front. */
export function sunglasses(frame: Colour, lens: Colour, ground: Colour): Scene {
  const glass = (x: number): readonly Layer[] => [
    layer(box(x - 66, 112, 132, 92, 40), lighter(frame, 0.15), darker(frame, 0.2)),
    layer(box(x - 56, 122, 112, 72, 32), darker(lens, 0.4), lens),
    layer(polygon([x - 34, 184], [x + 2, 128], [x + 20, 128], [x - 16, 184]), '#ffffff3c'),
  ];
  return studio(
    ground,
    ...shadow(200, 226, 150),
    layer(
      curve(10, [66, 136], [52, 112], [70, 92], [120, 84]) +
        curve(10, [334, 136], [348, 112], [330, 92], [280, 84]),
      darker(frame, 0.3),
    ),
    layer(curve(11, [176, 140], [200, 128], [224, 140]), frame),
    ...glass(124),
    ...glass(276),
  );
}
