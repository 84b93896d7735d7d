import type { Colour, Layer, Paint, Scene } from './scene';

/** Reads an SVG of src/sandbox/assets: filled paths, and gradients whose colours stand in even steps. */
export function sceneOf(svg: string): Scene {
  const { width, height } = attributesOf(/<svg([^>]*)>/.exec(svg)?.[1]);
  const box = { width: Number(width), height: Number(height) };
  const gradients = new Map(
    [...svg.matchAll(/<(linear|radial)Gradient([^>]*)>(.*?)<\/\1Gradient>/gs)].map(
      ([, kind, attributes, stops]) => gradientOf(kind, attributes, stops),
    ),
  );
  const layers = [...svg.matchAll(/<path([^>]*)\/>/g)].map(([, text]): Layer => {
    const { d = '', fill = '', 'fill-opacity': opacity } = attributesOf(text);
    const paint = gradients.get(/^url\(#(.*)\)$/.exec(fill)?.[1] ?? '');
    return { outline: d, paint: paint ?? { kind: 'plain', colour: colourOf(fill, opacity) } };
  });
  return { ...box, seeThrough: !layers.some((layer) => fillsGround(layer, box)), layers };
}

function attributesOf(text = ''): Readonly<Record<string, string | undefined>> {
  const found: Record<string, string | undefined> = {};
  for (const [, name = '', value] of text.matchAll(/([\w-]+)="([^"]*)"/g)) found[name] = value;
  return found;
}

function gradientOf(kind = '', attributes = '', stops = ''): readonly [string, Paint] {
  const { id = '', x1, y1, x2, y2, cx, cy, r } = attributesOf(attributes);
  const colours = [...stops.matchAll(/<stop([^>]*)\/>/g)].map(([, text]) => {
    const { 'stop-color': colour, 'stop-opacity': opacity } = attributesOf(text);
    return colourOf(colour, opacity);
  });
  if (kind === 'radial') {
    return [id, { kind, centre: [Number(cx), Number(cy)], radius: Number(r), colours }];
  }
  const [from, to] = [[Number(x1), Number(y1)] as const, [Number(x2), Number(y2)] as const];
  return [id, { kind: 'linear', from, to, colours }];
}

function colourOf(colour = '#000000', opacity = '1'): Colour {
  const alpha = Math.round(Number(opacity) * 255);
  return `#${colour.slice(1)}${alpha.toString(16).padStart(2, '0')}`;
}

function fillsGround({ outline }: Layer, { width, height }: Pick<Scene, 'width' | 'height'>) {
  return outline === `M0 0L${width} 0L${width} ${height}L0 ${height}Z`;
}
