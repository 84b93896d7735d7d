// Draws the pictures of the sandbox anew: tsx test/pictures/draw.ts
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { root } from '../support/paths';
import { catalogue } from './catalogue';
import { svgOf } from './svg';

const folder = path.join(root, 'src/sandbox/assets');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder);
for (const [name, scene] of Object.entries(catalogue)) {
  writeFileSync(path.join(folder, `${name}.svg`), svgOf(scene));
}
