import { pdf } from './documents';
import { drawn, file, vector, written, type SeedFile } from './file';

/** What a shop keeps for good. */
export function brandFiles(): readonly SeedFile[] {
  const keep = { tags: ['keep', 'logo'] };
  const icon = { tags: ['keep', 'icon'] };
  return [
    file('/favicon.png', [drawn(700, 'logo-1', 64, 2_584)], { tags: ['keep'] }),
    file('/brand/logo.svg', [vector(1080, 'logo-2'), vector(610, 'logo-3'), vector(75, 'logo-1')], {
      ...keep,
      description: 'The sign of the shop. Older versions are the signs before it.',
    }),
    file('/brand/logo-white.svg', [vector(74, 'logo-4')], keep),
    file('/brand/logo banner.svg', [vector(600, 'banner-1'), vector(75, 'banner-2')], keep),
    file('/brand/logo@2x.png', [drawn(75, 'logo-1', 400, 16_444)], keep),
    file('/brand/icons/cart.svg', [vector(420, 'icon-cart-1')], icon),
    file('/brand/icons/heart.svg', [vector(420, 'icon-heart-1')], icon),
    file('/brand/icons/person.svg', [vector(420, 'icon-person-1')], icon),
    file('/brand/icons/search.svg', [vector(420, 'icon-search-1')], icon),
    file('/brand/icons/star.svg', [vector(418, 'icon-star-1')], icon),
    file('/brand/icons/truck.svg', [vector(96, 'icon-truck-1')], icon),
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
