import type { Layer, Paint, Point, Scene } from './scene';
import { shaderOf } from './shader';

/** A drawn picture: four bytes a pixel, red, green, blue, opacity. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/** Draws a scene `width` pixels wide, in its own proportions, with smooth edges. */
export function rasterOf(scene: Scene, width: number): Pixels {
  const scale = width / scene.width;
  const height = heightAt(scene, width);
  const colours = new Float32Array(width * height * 4);
  const areas = new Areas(width, height);
  for (const layer of scene.layers) {
    for (const [from, to] of edgesOf(layer, scale)) areas.addEdge(from, to);
    fill(colours, areas, layer.paint, scale);
  }
  return { width, height, data: plainBytes(colours) };
}

/** The height in pixels of a scene drawn `width` pixels wide. */
export function heightAt(scene: Scene, width: number): number {
  return Math.round((width * scene.height) / scene.width);
}

/**
 * How much of each pixel a shape covers. Every edge leaves behind, in the pixels it crosses, the
 * area to its right; summed along a row these give the exact coverage.
 */
class Areas {
  private readonly stride: number;
  private readonly sums: Float32Array;
  private top = Infinity;
  private bottom = 0;

  constructor(
    readonly width: number,
    private readonly height: number,
  ) {
    this.stride = width + 2;
    this.sums = new Float32Array(this.stride * height);
  }

  addEdge(from: Point, to: Point): void {
    const down = from[1] < to[1];
    const [upper, lower] = down ? [from, to] : [to, from];
    const slope = (lower[0] - upper[0]) / (lower[1] - upper[1]);
    const first = Math.max(0, Math.floor(upper[1]));
    const last = Math.min(this.height, Math.ceil(lower[1]));
    this.top = Math.min(this.top, first);
    this.bottom = Math.max(this.bottom, last);
    for (let row = first; row < last; row += 1) {
      const start = Math.max(row, upper[1]);
      const end = Math.min(row + 1, lower[1]);
      const one = this.clamp(upper[0] + (start - upper[1]) * slope);
      const other = this.clamp(upper[0] + (end - upper[1]) * slope);
      this.addPiece(
        row,
        Math.min(one, other),
        Math.max(one, other),
        down ? end - start : start - end,
      );
    }
  }

  /** Hands out the coverage, 0 to 1, of each pixel that has any, and forgets the shape. */
  drain(use: (x: number, y: number, coverage: number) => void): void {
    for (let y = this.top; y < this.bottom; y += 1) {
      const start = y * this.stride;
      let sum = 0;
      for (let x = 0; x < this.width; x += 1) {
        sum += this.sums[start + x] ?? 0;
        const coverage = Math.min(1, Math.abs(sum));
        if (coverage > 0.002) use(x, y, coverage);
      }
      this.sums.fill(0, start, start + this.stride);
    }
    this.top = Infinity;
    this.bottom = 0;
  }

  /** The part of an edge inside one row, from `left` to `right`, `tall` high (negative: upwards). */
  private addPiece(row: number, left: number, right: number, tall: number): void {
    const start = row * this.stride;
    for (let x = Math.floor(left); x <= right; x += 1) {
      const [from, to] = [Math.max(left, x), Math.min(right, x + 1)];
      const part = right > left ? (tall * (to - from)) / (right - left) : tall;
      const inside = part * (x + 1 - (from + to) / 2);
      this.sums[start + x] = (this.sums[start + x] ?? 0) + inside;
      this.sums[start + x + 1] = (this.sums[start + x + 1] ?? 0) + part - inside;
      if (right === left) return;
    }
  }

  private clamp(x: number): number {
    return Math.max(0, Math.min(this.width, x));
  }
}

/** Lays a paint over the colours, which are kept multiplied by their opacity, 0 to 1. */
function fill(colours: Float32Array, areas: Areas, paint: Paint, scale: number): void {
  const { ramp, placeOf } = shaderOf(paint, scale);
  areas.drain((x, y, coverage) => {
    const tint = placeOf(x + 0.5, y + 0.5) * 4;
    const opacity = coverage * (ramp[tint + 3] ?? 0);
    const at = (y * areas.width + x) * 4;
    for (let channel = 0; channel < 4; channel += 1) {
      const colour = channel === 3 ? 1 : (ramp[tint + channel] ?? 0);
      colours[at + channel] = (colours[at + channel] ?? 0) * (1 - opacity) + colour * opacity;
    }
  });
}

/** The edges of an outline in pixels, its curves cut into short straight pieces. */
function edgesOf({ outline }: Layer, scale: number): readonly (readonly [Point, Point])[] {
  const edges: [Point, Point][] = [];
  let start: Point = [0, 0];
  let at: Point = start;
  const goTo = (point: Point): void => {
    edges.push([at, point]);
    at = point;
  };
  for (const [, command = '', text = ''] of outline.matchAll(/([MLCZ])([^MLCZ]*)/g)) {
    const numbers = text
      .trim()
      .split(/[ ,]+/)
      .map((number) => Number(number) * scale);
    const point = (index: number): Point => [numbers[index * 2] ?? 0, numbers[index * 2 + 1] ?? 0];
    if (command === 'M') start = at = point(0);
    if (command === 'L') goTo(point(0));
    if (command === 'Z') goTo(start);
    if (command === 'C') {
      const curve = [at, point(0), point(1), point(2)] as const;
      for (let step = 1; step <= 16; step += 1) goTo(onCurve(curve, step / 16));
    }
  }
  return edges;
}

function onCurve([a, b, c, d]: readonly [Point, Point, Point, Point], t: number): Point {
  const u = 1 - t;
  const along = (axis: 0 | 1): number =>
    u ** 3 * a[axis] + 3 * u * u * t * b[axis] + 3 * u * t * t * c[axis] + t ** 3 * d[axis];
  return [along(0), along(1)];
}

function plainBytes(colours: Float32Array): Uint8Array {
  const bytes = new Uint8Array(colours.length);
  for (let at = 0; at < colours.length; at += 4) {
    const opacity = colours[at + 3] ?? 0;
    for (let channel = 0; channel < 3; channel += 1) {
      const colour = opacity === 0 ? 0 : (colours[at + channel] ?? 0) / opacity;
      bytes[at + channel] = Math.round(colour * 255);
    }
    bytes[at + 3] = Math.round(opacity * 255);
  }
  return bytes;
}
