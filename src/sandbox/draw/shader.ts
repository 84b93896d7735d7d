import type { Colour, Paint } from './scene';

/** The colours of a paint as a ramp, and which of them a pixel takes. */
interface Shader {
  readonly ramp: Float32Array;
  readonly placeOf: (x: number, y: number) => number;
}

/** The last place of a ramp: fine enough that no gradient shows its steps. */
const finest = 1023;

/** How to colour the pixels of a picture that is `scale` pixels to the scene's unit. */
export function shaderOf(paint: Paint, scale: number): Shader {
  if (paint.kind === 'plain') return { ramp: rampOf([paint.colour]), placeOf: () => 0 };
  const ramp = rampOf(paint.colours);
  const placed = (share: number): number => Math.round(Math.max(0, Math.min(1, share)) * finest);
  if (paint.kind === 'radial') {
    const [x0, y0] = paint.centre;
    return {
      ramp,
      placeOf: (x, y) => {
        const [across, down] = [x / scale - x0, y / scale - y0];
        return placed(Math.sqrt(across * across + down * down) / paint.radius);
      },
    };
  }
  const [x0, y0] = paint.from;
  const [across, down] = [paint.to[0] - x0, paint.to[1] - y0];
  const length = across ** 2 + down ** 2;
  return {
    ramp,
    placeOf: (x, y) => placed(((x / scale - x0) * across + (y / scale - y0) * down) / length),
  };
}

function rampOf(colours: readonly Colour[]): Float32Array {
  const stops = colours.map(channelsOf);
  const ramp = new Float32Array((finest + 1) * 4);
  for (let place = 0; place <= finest; place += 1) {
    const position = (place / finest) * (stops.length - 1);
    const from = stops[Math.floor(position)];
    const to = stops[Math.ceil(position)];
    for (let channel = 0; channel < 4; channel += 1) {
      const start = from?.[channel] ?? 0;
      const value = start + ((to?.[channel] ?? 0) - start) * (position % 1);
      ramp[place * 4 + channel] = value / 255;
    }
  }
  return ramp;
}

/** Red, green, blue and opacity, each from 0 to 255. */
export function channelsOf(colour: Colour): readonly [number, number, number, number] {
  const value = Number.parseInt(colour.slice(1, 9).padEnd(8, 'f'), 16);
  return [(value >>> 24) & 255, (value >>> 16) & 255, (value >>> 8) & 255, value & 255];
}
