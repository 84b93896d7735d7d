import assert from 'node:assert/strict';
import { box, circle, curve, ellipse, line, polygon } from '../../../pictures/outline';
import { heightAt, rasterOf } from '../../../../src/sandbox/draw/raster';
import type { Layer } from '../../../../src/sandbox/draw/scene';
import { glow, layer } from '../../../pictures/layer';

function draw(layers: readonly Layer[], side = 10, width = side): readonly number[][] {
  const scene = { width: side, height: side, seeThrough: true, layers };
  const { data } = rasterOf(scene, width);
  return Array.from({ length: data.length / 4 }, (_, pixel) => [
    ...data.subarray(pixel * 4, pixel * 4 + 4),
  ]);
}

/** The area in pixels that a white shape covers, by its opacity. */
function areaOf(outline: string, side = 40): number {
  return draw([layer(outline, '#ffffff')], side).reduce((sum, pixel) => sum + pixel[3]! / 255, 0);
}

function about(actual: number, expected: number, share: number): void {
  assert.ok(Math.abs(actual - expected) <= expected * share, `${actual} is not about ${expected}`);
}

suite('sandbox drawings as pixels', () => {
  test('a shape fills its pixels with its colour and leaves the others clear', () => {
    const pixels = draw([layer(box(2, 3, 4, 5), '#1080f0')]);
    assert.deepEqual(pixels[3 * 10 + 2], [16, 128, 240, 255]);
    assert.deepEqual(pixels[7 * 10 + 5], [16, 128, 240, 255]);
    assert.deepEqual(pixels[8 * 10 + 5], [0, 0, 0, 0]);
    assert.deepEqual(pixels[3 * 10 + 6], [0, 0, 0, 0]);
  });

  test('a pixel that is half covered is half opaque', () => {
    const pixels = draw([layer(box(2.5, 2, 4, 4.25), '#ff0000')]);
    assert.deepEqual(pixels[2 * 10 + 2], [255, 0, 0, 128]);
    assert.deepEqual(pixels[6 * 10 + 4], [255, 0, 0, 64]);
  });

  test('areas are exact for slanted edges', () => {
    about(areaOf(polygon([1, 2], [37, 9], [12, 31])), 483.5, 0.001);
  });

  test('areas are right for curves', () => {
    about(areaOf(circle(20, 20, 15)), Math.PI * 225, 0.01);
    about(areaOf(ellipse(20, 20, 15, 6)), Math.PI * 90, 0.01);
    about(areaOf(box(4, 4, 20, 10, 4)), 200 - (4 - Math.PI) * 16, 0.01);
  });

  test('a shape that runs the other way round cuts a hole', () => {
    about(areaOf(circle(20, 20, 15) + ellipse(20, 20, 10, -10)), Math.PI * 125, 0.01);
  });

  test('a line is as wide as asked, with round ends, whichever way it runs', () => {
    const expected = 20 * 4 + Math.PI * 4;
    about(areaOf(line(4, [10, 20], [30, 20])), expected, 0.02);
    about(areaOf(line(4, [30, 20], [10, 20])), expected, 0.02);
    about(areaOf(line(4, [20, 10], [20, 30])), expected, 0.02);
    about(areaOf(curve(4, [10, 20], [20, 20], [30, 20])), expected, 0.02);
  });

  test('what lies outside the picture is left out', () => {
    about(areaOf(box(-100, -100, 120, 120)), 400, 0.001);
    assert.equal(areaOf(box(50, 50, 10, 10)), 0);
    assert.equal(areaOf(circle(20, 20, 500)), 1600);
  });

  test('a layer covers the one below as far as it is opaque', () => {
    const all = box(0, 0, 10, 10);
    assert.deepEqual(
      draw([layer(all, '#000000'), layer(all, '#ffffff80')])[0],
      [128, 128, 128, 255],
    );
    assert.deepEqual(draw([layer(all, '#ff0000'), layer(all, '#0000ff')])[0], [0, 0, 255, 255]);
  });

  test('a gradient runs from its first colour at the top to its last at the bottom', () => {
    const pixels = draw([layer(box(0, 0, 100, 100), '#000000', '#ffffff')], 100);
    assert.ok(pixels[0]![0]! < 5);
    about(pixels[50 * 100]![0]!, 128, 0.03);
    assert.ok(pixels[99 * 100]![0]! > 250);
  });

  test('a glow fades with the distance from its middle', () => {
    const pixels = draw([glow(box(0, 0, 100, 100), [50, 50], 40, '#ffffffff', '#ffffff00')], 100);
    assert.ok(pixels[50 * 100 + 50]![3]! > 245);
    about(pixels[50 * 100 + 70]![3]!, 127, 0.06);
    assert.equal(pixels[0]![3], 0);
  });

  test('the same scene at another width keeps its proportions', () => {
    assert.equal(heightAt({ width: 400, height: 300, seeThrough: false, layers: [] }, 640), 480);
    const pixels = draw([layer(box(5, 0, 5, 10), '#ffffff')], 10, 30);
    assert.equal(pixels.length, 900);
    assert.deepEqual([pixels[14]![3], pixels[15]![3]], [0, 255]);
  });
});
