import type { Point } from '../../src/sandbox/draw/scene';

/** How far the handles of a quarter circle stand off, as a share of its radius. */
const roundness = 0.5523;

/** A closed polygon. */
export function polygon(...points: readonly Point[]): string {
  return `M${points.map(pair).join('L')}Z`;
}

/** A closed curve that passes through all points. */
export function blob(...points: readonly Point[]): string {
  const at = (index: number): Point => points.at(index % points.length) ?? [0, 0];
  const curves = points.map((point, index) => {
    const [before, next, after] = [at(index - 1), at(index + 1), at(index + 2)];
    return `C${pair(towards(point, before, next))} ${pair(towards(next, after, point))} ${pair(next)}`;
  });
  return `M${pair(at(0))}${curves.join('')}Z`;
}

/** The handle at `point` of a smooth curve that comes from `before` and goes on to `next`. */
function towards(point: Point, before: Point, next: Point): Point {
  return [point[0] + (next[0] - before[0]) / 6, point[1] + (next[1] - before[1]) / 6];
}

/** An ellipse by its middle and its two radii; a negative one turns its direction, which makes a hole. */
export function ellipse(x: number, y: number, across: number, down: number): string {
  const [a, b] = [across * roundness, down * roundness];
  return [
    `M${pair([x - across, y])}`,
    `C${pair([x - across, y - b])} ${pair([x - a, y - down])} ${pair([x, y - down])}`,
    `C${pair([x + a, y - down])} ${pair([x + across, y - b])} ${pair([x + across, y])}`,
    `C${pair([x + across, y + b])} ${pair([x + a, y + down])} ${pair([x, y + down])}`,
    `C${pair([x - a, y + down])} ${pair([x - across, y + b])} ${pair([x - across, y])}Z`,
  ].join('');
}

/** A circle by its middle. */
export function circle(x: number, y: number, radius: number): string {
  return ellipse(x, y, radius, radius);
}

/** A rectangle, with rounded corners if asked. */
export function box(x: number, y: number, width: number, height: number, corner = 0): string {
  const [right, bottom, handle] = [x + width, y + height, corner * (1 - roundness)];
  if (corner === 0) return polygon([x, y], [right, y], [right, bottom], [x, bottom]);
  return [
    `M${pair([x + corner, y])}L${pair([right - corner, y])}`,
    `C${pair([right - handle, y])} ${pair([right, y + handle])} ${pair([right, y + corner])}`,
    `L${pair([right, bottom - corner])}`,
    `C${pair([right, bottom - handle])} ${pair([right - handle, bottom])} ${pair([right - corner, bottom])}`,
    `L${pair([x + corner, bottom])}`,
    `C${pair([x + handle, bottom])} ${pair([x, bottom - handle])} ${pair([x, bottom - corner])}`,
    `L${pair([x, y + corner])}`,
    `C${pair([x, y + handle])} ${pair([x + handle, y])} ${pair([x + corner, y])}Z`,
  ].join('');
}

/** A straight line with round ends. */
export function line(width: number, from: Point, to: Point): string {
  return ribbon(width / 2, [from, to]);
}

/** A smooth line with round ends through the points. */
export function curve(width: number, ...points: readonly Point[]): string {
  const at = (index: number): Point =>
    points[Math.max(0, Math.min(index, points.length - 1))] ?? [0, 0];
  const steps = points
    .slice(1)
    .flatMap((_, index) =>
      eighths.map((t) => between(at(index - 1), at(index), at(index + 1), at(index + 2), t)),
    );
  return ribbon(width / 2, [at(0), ...steps]);
}

const eighths = [1, 2, 3, 4, 5, 6, 7, 8].map((part) => part / 8);

/** The point of a smooth curve a share `t` of the way from `b` to `c`. */
function between(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const along = (axis: 0 | 1): number =>
    b[axis] +
    (t / 2) *
      (c[axis] -
        a[axis] +
        t *
          (2 * a[axis] -
            5 * b[axis] +
            4 * c[axis] -
            d[axis] +
            t * (3 * (b[axis] - c[axis]) + d[axis] - a[axis])));
  return [along(0), along(1)];
}

/** The outline of a band around a way: along one side, round the end, and back on the other. */
function ribbon(radius: number, way: readonly Point[]): string {
  const angles = way.map((_, index) => {
    const [from, to] = [way[Math.max(0, index - 1)], way[Math.min(way.length - 1, index + 1)]];
    return from && to ? Math.atan2(to[1] - from[1], to[0] - from[0]) : 0;
  });
  const beside = (index: number, turn: number): Point => {
    const [x, y] = way[index] ?? [0, 0];
    const angle = (angles[index] ?? 0) + turn;
    return [x + radius * Math.cos(angle), y + radius * Math.sin(angle)];
  };
  const end = way.length - 1;
  const round = (index: number, turn: number): readonly Point[] =>
    eighths.slice(0, -1).map((part) => beside(index, turn + Math.PI * part));
  return polygon(
    ...way.map((_, index) => beside(index, Math.PI * 1.5)),
    ...round(end, Math.PI * 1.5),
    ...way.map((_, index) => beside(end - index, Math.PI / 2)),
    ...round(0, Math.PI / 2),
  );
}

function pair([x, y]: Point): string {
  return `${hundredths(x)} ${hundredths(y)}`;
}

function hundredths(value: number): number {
  return Math.round(value * 100) / 100;
}
