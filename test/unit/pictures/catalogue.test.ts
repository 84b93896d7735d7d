import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { sceneOf } from '../../../src/sandbox/draw/sceneOf';
import { rasterOf } from '../../../src/sandbox/draw/raster';
import { catalogue } from '../../pictures/catalogue';
import { svgOf } from '../../pictures/svg';
import { root } from '../../support/paths';

const folder = path.join(root, 'src/sandbox/assets');

suite("the sandbox's pictures", () => {
  test('are what the program draws, byte for byte, and no others', () => {
    const names = Object.keys(catalogue).map((name) => `${name}.svg`);
    assert.deepEqual(readdirSync(folder).sort(), names.sort());
    for (const [name, scene] of Object.entries(catalogue)) {
      assert.equal(readFileSync(path.join(folder, `${name}.svg`), 'utf8'), svgOf(scene), name);
    }
  });

  test('read back as the scenes that they were written from', () => {
    for (const [name, scene] of Object.entries(catalogue)) {
      const read = sceneOf(svgOf(scene));
      assert.equal(read.seeThrough, scene.seeThrough, name);
      assert.deepEqual(rasterOf(read, 40), rasterOf(scene, 40), name);
    }
  });
});
