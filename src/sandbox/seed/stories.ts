import { drawn, file, type SeedFile } from './file';
import { city } from './pictures/city';
import { balloon, desert, hills, mountains } from './pictures/country';
import { gift } from './pictures/homeware';
import { portrait } from './pictures/portrait';
import { beach, lighthouse, sailing } from './pictures/seaside';
import { coffee, iceCream, noodles, oranges, saleTag } from './pictures/stillLife';

/** The head picture of the running campaign; a small copy of it lies elsewhere too. */
export const summerHero = (): ReturnType<typeof beach> => beach('#39a9c9', '#ef5d60', '#fff3d6');

/** The pictures of a magazine's articles and their authors. */
export function blogFiles(): readonly SeedFile[] {
  return [
    file(
      '/blog/2023/a-walk-in-june.png',
      [drawn(1010, hills('#6db3d8', '#ffd79a', '#5f9e64'), 640, 47_797)],
      { tags: ['blog'] },
    ),
    file('/blog/2023/desert-light.png', [drawn(940, desert('#f2a07b', '#e5b97c'), 640, 44_133)], {
      tags: ['blog'],
    }),
    file(
      '/blog/2024/"best of" 2024.png',
      [drawn(680, balloon('#7fc4e8', '#e4573d', '#ffd166'), 640, 26_773)],
      { tags: ['blog'] },
    ),
    file(
      '/blog/2024/mountain-winter.png',
      [drawn(650, mountains('#5a7fb5', '#66708c'), 800, 76_166)],
      { tags: ['blog', 'winter'] },
    ),
    file(
      '/blog/2025/city-nights.png',
      [
        drawn(245, city('#5b86b8', '#f7dcb0'), 640, 35_525),
        drawn(240, city('#3c4f80', '#f6a96b'), 800, 41_008),
      ],
      { tags: ['blog'] },
    ),
    file('/blog/2025/café au lait.png', [drawn(205, coffee('#6c8ea0', '#c79a6b'), 640, 77_651)], {
      tags: ['blog', 'food'],
    }),
    file('/blog/2025/lighthouse.png', [drawn(170, lighthouse('#46608f', '#2c4f78'), 640, 36_004)], {
      tags: ['blog'],
    }),
    file(
      '/blog/2025/sailing-weekend.png',
      [drawn(131, sailing('#7cc0e0', '#2f7fa8', '#e4573d'), 640, 51_353)],
      { tags: ['blog', 'summer'] },
    ),
    file(
      '/blog/authors/mira.png',
      [drawn(800, portrait('#e8b08f', '#5a3a2a', '#4d8f7f', '#f0c987'), 320, 15_789)],
      { tags: ['keep', 'authors'] },
    ),
    file(
      '/blog/authors/thabo.png',
      [drawn(390, portrait('#8d5a3c', '#221a1d', '#d1604d', '#a8c8d8'), 320, 15_610)],
      { tags: ['keep', 'authors'] },
    ),
  ];
}

/** The pictures of past, running and coming campaigns. */
export function campaignFiles(): readonly SeedFile[] {
  return [
    file(
      '/campaigns/summer 2026/hero.png',
      [
        drawn(40, hills('#8fd0ee', '#ffe29a', '#7fb86a'), 640, 44_055),
        drawn(33, sailing('#8fd0ee', '#2b93b5', '#ffb03a'), 640, 47_916),
        drawn(21, beach('#4fb3a8', '#f2a541', '#fff3d6'), 640, 43_360),
        drawn(12, beach('#39a9c9', '#4f6fc4', '#fff3d6'), 800, 56_464),
        drawn(0.2, summerHero(), 800, 56_573),
      ],
      {
        tags: ['summer', 'hero'],
        customMetadata: { season: 'summer', approved: true, goLive: '2026-06-01' },
      },
    ),
    file(
      '/campaigns/summer 2026/beach-evening.png',
      [
        drawn(30, hills('#6a5acd', '#ff9e7a', '#4f6d7a'), 640, 52_650),
        drawn(3, sailing('#d98a8f', '#5a5fa0', '#fff0d0'), 640, 45_821),
      ],
      { tags: ['summer'] },
    ),
    file(
      '/campaigns/summer 2026/ice cream 50% off.png',
      [drawn(11, iceCream('#f48fb1', '#b98a68', '#bfe6e0'), 640, 53_483)],
      { tags: ['summer', 'sale'] },
    ),
    file(
      '/campaigns/summer 2026/oranges.png',
      [drawn(10.4, oranges('#f5922f', '#cfe3dc'), 640, 62_576)],
      { tags: ['summer', 'food'] },
    ),
    file(
      '/campaigns/black friday 2025/sale-tag.png',
      [
        drawn(280, saleTag('#3b3f4a', '#d9dde3'), 480, 42_273),
        drawn(268, saleTag('#e4483b', '#ffd166'), 640, 65_139),
      ],
      { tags: ['sale', 'archived'] },
    ),
    file(
      '/campaigns/winter 2025/gift.png',
      [drawn(235, gift('#b23a48', '#f4d58d', '#e7ded6'), 640, 36_875)],
      { tags: ['winter', 'archived'] },
    ),
    file(
      '/campaigns/winter 2026/teaser.png',
      [drawn(1.5, mountains('#7a6fb0', '#7a6f8c'), 640, 55_906)],
      {
        tags: ['winter', 'draft'],
        isPublished: false,
      },
    ),
    file(
      '/campaigns/日本/味噌ラーメン.png',
      [drawn(88, noodles('#33658a', '#f2dcc2'), 640, 60_409)],
      { tags: ['food'] },
    ),
    file('/campaigns/ไทย/ก๋วยเตี๋ยว.png', [drawn(86, noodles('#b5563c', '#d7e8d4'), 640, 58_424)], {
      tags: ['food'],
    }),
  ];
}
