import type { Colour, Paint, Scene } from '../../src/sandbox/draw/scene';

/** Writes a scene as an SVG document. */
export function svgOf({ width, height, layers }: Scene): string {
  const gradients = layers.map(({ paint }, index) => gradient(paint, `g${index}`)).join('');
  const shapes = layers
    .map(({ outline, paint }, index) => `<path d="${outline}"${fill(paint, `g${index}`)}/>`)
    .join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">`,
    ...(gradients === '' ? [] : [`<defs>${gradients}</defs>`]),
    shapes,
    '</svg>\n',
  ].join('\n');
}

function fill(paint: Paint, id: string): string {
  if (paint.kind !== 'plain') return ` fill="url(#${id})"`;
  return ` fill="${paint.colour.slice(0, 7)}"${opacity('fill-opacity', paint.colour)}`;
}

function gradient(paint: Paint, id: string): string {
  if (paint.kind === 'plain') return '';
  const last = Math.max(1, paint.colours.length - 1);
  const stops = paint.colours.map(
    (colour, index) =>
      `<stop offset="${index / last}" stop-color="${colour.slice(0, 7)}"${opacity('stop-opacity', colour)}/>`,
  );
  const units = `id="${id}" gradientUnits="userSpaceOnUse"`;
  if (paint.kind === 'radial') {
    const [x, y] = paint.centre;
    return `<radialGradient ${units} cx="${x}" cy="${y}" r="${paint.radius}">${stops.join('')}</radialGradient>`;
  }
  const [[x1, y1], [x2, y2]] = [paint.from, paint.to];
  return `<linearGradient ${units} x1="${x1}" y1="${y1}" x2="${x2}" y2="${y2}">${stops.join('')}</linearGradient>`;
}

function opacity(name: string, colour: Colour): string {
  if (colour.length < 9) return '';
  const share = Number.parseInt(colour.slice(7, 9), 16) / 255;
  return ` ${name}="${Math.round(share * 1000) / 1000}"`;
}
