import { drawn, file, type SeedFile } from './file';

/** The pictures of a magazine's articles and their authors. */
export function blogFiles(): readonly SeedFile[] {
  return [
    file('/blog/2023/a-walk-in-june.png', [drawn(1010, 'hills-1', 640, 47_797)], {
      tags: ['blog'],
    }),
    file('/blog/2023/desert-light.png', [drawn(940, 'desert-1', 640, 44_133)], {
      tags: ['blog'],
    }),
    file('/blog/2024/"best of" 2024.png', [drawn(680, 'balloon-1', 640, 26_773)], {
      tags: ['blog'],
    }),
    file('/blog/2024/mountain-winter.png', [drawn(650, 'mountains-1', 800, 76_166)], {
      tags: ['blog', 'winter'],
    }),
    file(
      '/blog/2025/city-nights.png',
      [drawn(245, 'city-1', 640, 35_525), drawn(240, 'city-2', 800, 41_008)],
      { tags: ['blog'] },
    ),
    file('/blog/2025/café au lait.png', [drawn(205, 'coffee-1', 640, 77_651)], {
      tags: ['blog', 'food'],
    }),
    file('/blog/2025/lighthouse.png', [drawn(170, 'lighthouse-1', 640, 36_004)], {
      tags: ['blog'],
    }),
    file('/blog/2025/sailing-weekend.png', [drawn(131, 'sailing-1', 640, 51_353)], {
      tags: ['blog', 'summer'],
    }),
    file('/blog/authors/mira.png', [drawn(800, 'portrait-1', 320, 15_789)], {
      tags: ['keep', 'authors'],
    }),
    file('/blog/authors/thabo.png', [drawn(390, 'portrait-2', 320, 15_610)], {
      tags: ['keep', 'authors'],
    }),
  ];
}

/** The pictures of past, running and coming campaigns. */
export function campaignFiles(): readonly SeedFile[] {
  return [
    file(
      '/campaigns/summer 2026/hero.png',
      [
        drawn(40, 'hills-2', 640, 44_055),
        drawn(33, 'sailing-2', 640, 47_916),
        drawn(21, 'beach-1', 640, 43_360),
        drawn(12, 'beach-2', 800, 56_464),
        drawn(0.2, 'beach-3', 800, 56_573),
      ],
      {
        tags: ['summer', 'hero'],
        customMetadata: { season: 'summer', approved: true, goLive: '2026-06-01' },
      },
    ),
    file(
      '/campaigns/summer 2026/beach-evening.png',
      [drawn(30, 'hills-3', 640, 52_650), drawn(3, 'sailing-3', 640, 45_821)],
      { tags: ['summer'] },
    ),
    file('/campaigns/summer 2026/ice cream 50% off.png', [drawn(11, 'ice-cream-1', 640, 53_483)], {
      tags: ['summer', 'sale'],
    }),
    file('/campaigns/summer 2026/oranges.png', [drawn(10.4, 'oranges-1', 640, 62_576)], {
      tags: ['summer', 'food'],
    }),
    file(
      '/campaigns/black friday 2025/sale-tag.png',
      [drawn(280, 'sale-tag-1', 480, 42_273), drawn(268, 'sale-tag-2', 640, 65_139)],
      { tags: ['sale', 'archived'] },
    ),
    file('/campaigns/winter 2025/gift.png', [drawn(235, 'gift-1', 640, 36_875)], {
      tags: ['winter', 'archived'],
    }),
    file('/campaigns/winter 2026/teaser.png', [drawn(1.5, 'mountains-2', 640, 55_906)], {
      tags: ['winter', 'draft'],
      isPublished: false,
    }),
    file('/campaigns/日本/味噌ラーメン.png', [drawn(88, 'noodles-1', 640, 60_409)], {
      tags: ['food'],
    }),
    file('/campaigns/ไทย/ก๋วยเตี๋ยว.png', [drawn(86, 'noodles-2', 640, 58_424)], {
      tags: ['food'],
    }),
  ];
}
