import assert from 'node:assert/strict';
import { circle } from '../../pictures/outline';
import { glow, layer } from '../../pictures/layer';
import { svgOf } from '../../pictures/svg';

suite('sandbox drawings as SVG', () => {
  test('plain shapes carry their colour and opacity', () => {
    const svg = svgOf({
      width: 48,
      height: 24,
      seeThrough: true,
      layers: [layer('M0 0L4 0L4 4Z', '#ff8000'), layer('M1 1L4 0L4 4Z', '#ff800080')],
    });
    assert.equal(
      svg,
      [
        '<svg xmlns="http://www.w3.org/2000/svg" width="48" height="24" viewBox="0 0 48 24">',
        '<path d="M0 0L4 0L4 4Z" fill="#ff8000"/>',
        '<path d="M1 1L4 0L4 4Z" fill="#ff8000" fill-opacity="0.502"/>',
        '</svg>\n',
      ].join('\n'),
    );
  });

  test('every gradient that a shape points at is defined, with its stops', () => {
    const outline = circle(10, 10, 5);
    const svg = svgOf({
      width: 20,
      height: 20,
      seeThrough: true,
      layers: [
        layer(outline, '#000000'),
        layer(outline, '#000000', '#808080', '#ffffff'),
        glow(outline, [10, 10], 5, '#ffffff', '#ffffff00'),
      ],
    });
    const used = [...svg.matchAll(/url\(#(\w+)\)/g)].map(([, id]) => id);
    const defined = [...svg.matchAll(/Gradient id="(\w+)"/g)].map(([, id]) => id);
    assert.deepEqual(used, ['g1', 'g2']);
    assert.deepEqual(defined, used);
    assert.match(
      svg,
      /y1="5" x2="0" y2="15"><stop offset="0" stop-color="#000000"\/><stop offset="0.5"/,
    );
    assert.match(
      svg,
      /cx="10" cy="10" r="5">.*<stop offset="1" stop-color="#ffffff" stop-opacity="0"\/>/,
    );
  });
});
