import { drawn, file, type SeedFile } from './file';

/** The pictures of what a shop sells. */
export function productFiles(): readonly SeedFile[] {
  return [...shoes(), ...clothesAndBags(), ...forTheHome(), ...smallThings()];
}

function shoes(): readonly SeedFile[] {
  return [
    file(
      '/products/shoes/runner-red.png',
      [
        drawn(420, 'sneaker-1', 480, 30_974),
        drawn(300, 'sneaker-2', 640, 38_485),
        drawn(122, 'sneaker-3', 640, 36_540),
        drawn(9, 'sneaker-4', 640, 37_490),
      ],
      {
        tags: ['shoes', 'sale', 'summer'],
        description: 'Runner, red. Side view.',
        customMetadata: { sku: 'RUN-01-R', price: 89, season: 'summer' },
      },
    ),
    file('/products/shoes/runner-red (1).png', [drawn(8.5, 'sneaker-4', 640, 37_490)]),
    file(
      '/products/shoes/runner-blue.png',
      [drawn(300, 'sneaker-5', 480, 28_248), drawn(122, 'sneaker-6', 640, 34_278)],
      {
        tags: ['shoes', 'summer'],
        aiTags: [{ name: 'Sneaker', confidence: 97.2, source: 'google-auto-tagging' }],
        customMetadata: { sku: 'RUN-01-B', price: 89 },
      },
    ),
    file('/products/shoes/runner-green.png', [drawn(121, 'sneaker-7', 640, 34_355)], {
      tags: ['shoes'],
      customMetadata: { sku: 'RUN-01-G', price: 79 },
    }),
    file(
      "/products/shoes/men's boot.png",
      [drawn(760, 'boot-1', 480, 32_391), drawn(402, 'boot-2', 640, 40_335)],
      {
        tags: ['shoes', 'winter'],
        customMetadata: { sku: 'BOOT-07', price: 149, season: 'winter' },
      },
    ),
    file('/products/shoes/boot-black.png', [drawn(401, 'boot-3', 640, 37_793)], {
      tags: ['shoes', 'winter', 'sale'],
    }),
    file('/products/shoes/heel-berry.png', [drawn(230, 'heel-1', 640, 37_338)], {
      tags: ['shoes'],
    }),
  ];
}

function clothesAndBags(): readonly SeedFile[] {
  return [
    file(
      '/products/clothes/tee-sunset.png',
      [
        drawn(510, 'tee-1', 480, 21_232),
        drawn(330, 'tee-2', 640, 36_977),
        drawn(45, 'tee-3', 640, 38_550),
      ],
      {
        tags: ['clothes', 'summer', 'sale'],
        customMetadata: { sku: 'TEE-21', price: 29, organic: true },
      },
    ),
    file('/products/clothes/tee-forest.png', [drawn(44, 'tee-4', 640, 38_463)], {
      tags: ['clothes', 'summer'],
      customMetadata: { sku: 'TEE-22', price: 29, organic: true },
    }),
    file('/products/clothes/straw-hat.png', [drawn(52, 'hat-1', 640, 34_655)], {
      tags: ['clothes', 'summer'],
    }),
    file('/products/bags/tote-leaf.png', [drawn(75, 'tote-1', 640, 37_488)], {
      tags: ['bags', 'summer'],
    }),
    file(
      '/products/bags/backpack-navy.png',
      [drawn(690, 'backpack-1', 480, 20_472), drawn(210, 'backpack-2', 640, 32_808)],
      { tags: ['bags'], customMetadata: { sku: 'PACK-03', price: 119 } },
    ),
    file('/products/bags/look #1 + bag.png', [drawn(31, 'tote-2', 640, 36_924)], {
      tags: ['bags', 'draft'],
    }),
  ];
}

function forTheHome(): readonly SeedFile[] {
  return [
    file(
      '/products/home/mug-terracotta.png',
      [drawn(640, 'mug-1', 480, 29_891), drawn(160, 'mug-2', 640, 41_991)],
      { tags: ['home', 'kitchen'], customMetadata: { sku: 'MUG-11', price: 18 } },
    ),
    file('/products/home/mug-blue.png', [drawn(159, 'mug-3', 640, 38_088)], {
      tags: ['home', 'kitchen'],
    }),
    file('/products/home/plant-pot.png', [drawn(98, 'plant-1', 640, 43_256)], { tags: ['home'] }),
    file('/products/home/lampe dorée.png', [drawn(260, 'lamp-1', 640, 49_978)], {
      tags: ['home'],
    }),
    file(
      '/products/home/armchair-teal.png',
      [drawn(880, 'chair-1', 480, 24_541), drawn(188, 'chair-2', 640, 33_753)],
      { tags: ['home', 'furniture', 'sale'], customMetadata: { sku: 'SEAT-02', price: 420 } },
    ),
    file('/products/home/candle-rose.png', [drawn(20, 'candle-1', 640, 47_918)], {
      tags: ['home', 'gift'],
    }),
  ];
}

function smallThings(): readonly SeedFile[] {
  return [
    file('/products/watch-classic.png', [drawn(340, 'watch-1', 640, 49_615)], {
      tags: ['accessories', 'gift'],
    }),
    file('/products/headphones-violet.png', [drawn(64, 'headphones-1', 640, 37_293)], {
      tags: ['accessories'],
    }),
    file('/products/sunglasses.png', [drawn(50, 'sunglasses-1', 640, 46_024)], {
      tags: ['accessories', 'summer'],
    }),
    file('/products/bottle-olive.png', [drawn(141, 'bottle-1', 640, 30_305)], {
      tags: ['kitchen'],
    }),
  ];
}
