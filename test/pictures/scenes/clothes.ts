import { darker, faint, lighter } from '../colour';
import { circle, curve, ellipse, line } from '../outline';
import type { Colour, Scene } from '../../../src/sandbox/draw/scene';
import { layer } from '../layer';
import { shadow, studio } from './studio';

/** A running shoe from the side. */
export function sneaker(colour: Colour, accent: Colour, ground: Colour): Scene {
  const sole = '#f6f3ec';
  return studio(
    ground,
    ...shadow(204, 232, 168),
    layer('M60 196C56 216 60 230 84 231L320 231C344 231 352 216 346 200Z', sole, darker(sole, 0.2)),
    layer('M60 212L349 212L348 219L61 219Z', accent),
    layer(
      'M64 202C58 172 58 138 70 108C78 98 96 102 102 114C112 134 138 132 152 110C160 98 174 98 184 108C208 144 252 158 298 168C334 176 350 190 346 204C300 208 110 208 64 202Z',
      lighter(colour, 0.18),
      darker(colour, 0.14),
    ),
    layer(
      'M290 166C332 174 352 190 346 204C326 206 296 206 276 206C268 190 274 174 290 166Z',
      lighter(colour, 0.42),
      colour,
    ),
    layer(
      'M62 168C68 160 92 162 104 172C112 182 110 198 108 205C92 205 76 204 64 202C61 190 61 178 62 168Z',
      darker(colour, 0.25),
    ),
    layer('M112 186C156 190 196 172 214 148L228 153C214 186 164 206 110 200Z', accent),
    layer(
      'M152 110C160 98 174 98 184 108C190 118 198 126 208 132L182 152C168 142 156 128 152 110Z',
      lighter(colour, 0.55),
    ),
    layer(
      [
        line(4.5, [158, 124], [186, 112]),
        line(4.5, [166, 135], [196, 121]),
        line(4.5, [176, 145], [206, 130]),
      ].join(''),
      '#ffffff',
    ),
    layer(curve(5, [72, 110], [84, 104], [98, 114], [110, 127]), faint('#ffffff', 0.55)),
  );
}

/** A laced boot from the side. */
export function boot(colour: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(206, 240, 140),
    layer(
      'M112 222L310 222C318 222 318 240 308 240L208 240L200 234L160 234L158 242L116 242C108 242 108 222 112 222Z',
      '#3c2f2a',
      '#241b18',
    ),
    layer(
      'M118 40C150 34 182 36 204 42C198 84 200 116 210 138C236 152 276 160 300 178C316 192 316 212 312 224L112 224C108 170 118 100 118 40Z',
      lighter(colour, 0.16),
      darker(colour, 0.18),
    ),
    layer('M118 40C150 34 182 36 204 42L202 62C176 56 146 56 117 60Z', darker(colour, 0.3)),
    layer(
      'M160 58L184 60C180 100 184 130 192 150L164 156C152 130 154 96 160 58Z',
      lighter(colour, 0.3),
      colour,
    ),
    layer(
      'M266 162C304 172 318 196 312 224L258 224C250 200 252 178 266 162Z',
      darker(colour, 0.12),
      darker(colour, 0.3),
    ),
    layer(
      'M112 176C124 172 144 178 150 190C154 204 154 216 152 224L112 224Z',
      darker(colour, 0.22),
    ),
    layer(
      [76, 94, 112, 130]
        .map((y) => line(4, [166 - (y - 76) / 12, y], [200 + (y - 76) / 10, y + 8]))
        .join(''),
      '#f4e3c1',
    ),
    layer(curve(4, [130, 66], [127, 110], [123, 160]), '#ffffff38'),
  );
}

/** A shoe with a high heel. */
export function heel(colour: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(208, 236, 138),
    layer(
      'M96 126C102 150 104 200 100 236L112 236C120 206 130 180 146 164Z',
      darker(colour, 0.2),
      darker(colour, 0.4),
    ),
    layer(
      'M92 108C150 140 186 206 262 220C300 226 330 226 338 236L240 236C180 232 156 180 98 160C90 144 88 122 92 108Z',
      darker(colour, 0.35),
    ),
    layer(
      'M92 108C112 100 134 112 146 130C170 164 196 190 232 196C262 176 300 188 322 208C338 222 340 230 336 234C300 224 268 228 240 220C180 206 160 156 96 144C90 132 90 118 92 108Z',
      lighter(colour, 0.25),
      darker(colour, 0.1),
    ),
    layer(
      'M146 130C170 164 196 190 232 196C214 204 190 192 170 174C156 160 148 146 146 130Z',
      darker(colour, 0.45),
    ),
    layer(curve(4, [262, 194], [290, 196], [312, 210]), '#ffffff8c'),
  );
}

/** A T-shirt with a landscape printed on it. */
export function tee(colour: Colour, print: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 262, 104, 8),
    layer(
      'M150 50L108 66C88 84 72 112 62 140L104 162L124 132C128 176 126 220 122 258C170 266 230 266 278 258C274 220 272 176 276 132L296 162L338 140C328 112 312 84 292 66L250 50C236 78 164 78 150 50Z',
      lighter(colour, 0.14),
      darker(colour, 0.08),
    ),
    layer('M150 50C164 78 236 78 250 50L242 47C228 66 172 66 158 47Z', darker(colour, 0.2)),
    layer(
      curve(2.5, [124, 132], [122, 116], [126, 98]) + curve(2.5, [276, 132], [278, 116], [274, 98]),
      faint(darker(colour, 0.5), 0.4),
    ),
    layer(circle(200, 148, 38), print),
    layer('M164 158L186 132L202 150L214 138L237 160C228 196 172 196 164 158Z', darker(print, 0.35)),
    layer(circle(212, 126, 8), '#fff4cf'),
  );
}

/** A straw hat with a ribbon. */
export function hat(straw: Colour, ribbon: Colour, ground: Colour): Scene {
  return studio(
    ground,
    ...shadow(200, 226, 158, 14),
    layer(ellipse(200, 206, 162, 26), darker(straw, 0.2), lighter(straw, 0.1)),
    layer(ellipse(200, 200, 156, 22), lighter(straw, 0.25), straw),
    layer(
      'M116 198C112 120 138 84 200 84C262 84 288 120 284 198C250 214 150 214 116 198Z',
      lighter(straw, 0.35),
      darker(straw, 0.08),
    ),
    layer(
      'M115 176C140 190 260 190 285 176L284 200C250 214 150 214 116 200Z',
      lighter(ribbon, 0.1),
      darker(ribbon, 0.15),
    ),
    layer(
      [104, 124, 144, 162]
        .map((y) => curve(1.6, [128, y + 8], [200, y + 14], [272, y + 8]))
        .join(''),
      faint(darker(straw, 0.5), 0.35),
    ),
    layer('M284 178L318 170L308 186L322 200L284 198Z', darker(ribbon, 0.1)),
  );
}
