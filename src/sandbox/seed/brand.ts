import { pdf } from './documents';
import { drawn, file, vector, written, type SeedFile } from './file';
import { banner, icons, logo } from './pictures/marks';

/** What a shop keeps for good. */
export function brandFiles(): readonly SeedFile[] {
  const keep = { tags: ['keep', 'logo'] };
  const icon = { tags: ['keep', 'icon'] };
  return [
    file('/favicon.png', [drawn(700, logo('#2f6f5e', '#a7d37a'), 64, 2_584)], { tags: ['keep'] }),
    file(
      '/brand/logo.svg',
      [
        vector(1080, logo('#b5563c', '#f4d58d')),
        vector(610, logo('#3d5a80', '#f2a65a')),
        vector(75, logo('#2f6f5e', '#a7d37a')),
      ],
      { ...keep, description: 'The sign of the shop. Older versions are the signs before it.' },
    ),
    file('/brand/logo-white.svg', [vector(74, logo('#f4f6f2', '#8fb9a0'))], keep),
    file(
      '/brand/logo banner.svg',
      [
        vector(600, banner('#3d5a80', '#f2a65a', '#2a3c54')),
        vector(75, banner('#2f6f5e', '#a7d37a', '#27433c')),
      ],
      keep,
    ),
    file('/brand/logo@2x.png', [drawn(75, logo('#2f6f5e', '#a7d37a'), 400, 16_444)], keep),
    file('/brand/icons/cart.svg', [vector(420, icons.cart('#27433c'))], icon),
    file('/brand/icons/heart.svg', [vector(420, icons.heart('#c8374a'))], icon),
    file('/brand/icons/person.svg', [vector(420, icons.person('#27433c'))], icon),
    file('/brand/icons/search.svg', [vector(420, icons.search('#27433c'))], icon),
    file('/brand/icons/star.svg', [vector(418, icons.star('#f0a92e'))], icon),
    file('/brand/icons/truck.svg', [vector(96, icons.truck('#2f6f5e'))], icon),
    file(
      '/brand/brand-guidelines.pdf',
      [
        written(590, pdf('Brand guidelines', 'Blue is our colour.', 'Leave room around the sign.')),
        written(
          70,
          pdf(
            'Brand guidelines',
            'Green is our colour.',
            'Leave room around the sign.',
            'Never stretch it.',
          ),
        ),
      ],
      { tags: ['keep'] },
    ),
    file(
      '/brand/colours.json',
      [
        written(
          70,
          `${JSON.stringify({ leaf: '#a7d37a', forest: '#2f6f5e', ink: '#27433c', clay: '#c96b4a' }, undefined, 2)}\n`,
        ),
      ],
      { tags: ['keep'] },
    ),
  ];
}
