import { drawn, file, type SeedFile } from './file';
import { backpack, headphones, sunglasses, tote, watch } from './pictures/accessories';
import { boot, hat, heel, sneaker, tee } from './pictures/clothes';
import { bottle, candle, chair, lamp, mug, plant } from './pictures/homeware';

/** The runner that is sold now; copies of its picture lie in other places too. */
export const redRunner = (): ReturnType<typeof sneaker> => sneaker('#e4483b', '#1f2a44', '#f0e4d8');

/** The pictures of what a shop sells. */
export function productFiles(): readonly SeedFile[] {
  return [...shoes(), ...clothesAndBags(), ...forTheHome(), ...smallThings()];
}

function shoes(): readonly SeedFile[] {
  return [
    file(
      '/products/shoes/runner-red.png',
      [
        drawn(420, sneaker('#c9493f', '#f3e9dc', '#d8d3cc'), 480, 30_974),
        drawn(300, sneaker('#d9443a', '#f6c445', '#e8e2da'), 640, 38_485),
        drawn(122, sneaker('#e4483b', '#1f2a44', '#dfe6ea'), 640, 36_540),
        drawn(9, redRunner(), 640, 37_490),
      ],
      {
        tags: ['shoes', 'sale', 'summer'],
        description: 'Runner, red. Side view.',
        customMetadata: { sku: 'RUN-01-R', price: 89, season: 'summer' },
      },
    ),
    file('/products/shoes/runner-red (1).png', [drawn(8.5, redRunner(), 640, 37_490)]),
    file(
      '/products/shoes/runner-blue.png',
      [
        drawn(300, sneaker('#3f6fb4', '#ffffff', '#e8e2da'), 480, 28_248),
        drawn(122, sneaker('#3f7cc4', '#ffd166', '#e3ebf3'), 640, 34_278),
      ],
      { tags: ['shoes', 'summer'], customMetadata: { sku: 'RUN-01-B', price: 89 } },
    ),
    file(
      '/products/shoes/runner-green.png',
      [drawn(121, sneaker('#4d9a6a', '#f4efe6', '#e4eee4'), 640, 34_355)],
      {
        tags: ['shoes'],
        customMetadata: { sku: 'RUN-01-G', price: 79 },
      },
    ),
    file(
      "/products/shoes/men's boot.png",
      [
        drawn(760, boot('#7c4a2c', '#d9d2c6'), 480, 32_391),
        drawn(402, boot('#9a6238', '#e9e2d6'), 640, 40_335),
      ],
      {
        tags: ['shoes', 'winter'],
        customMetadata: { sku: 'BOOT-07', price: 149, season: 'winter' },
      },
    ),
    file('/products/shoes/boot-black.png', [drawn(401, boot('#4a4d57', '#dfe2e6'), 640, 37_793)], {
      tags: ['shoes', 'winter', 'sale'],
    }),
    file('/products/shoes/heel-berry.png', [drawn(230, heel('#c2255c', '#f7e1e6'), 640, 37_338)], {
      tags: ['shoes'],
    }),
  ];
}

function clothesAndBags(): readonly SeedFile[] {
  return [
    file(
      '/products/clothes/tee-sunset.png',
      [
        drawn(510, tee('#ffffff', '#7aa0c4', '#d9d9d9'), 480, 21_232),
        drawn(330, tee('#f4efe6', '#d8643f', '#e2dccf'), 640, 36_977),
        drawn(45, tee('#f4efe6', '#e8804d', '#cfdcd6'), 640, 38_550),
      ],
      {
        tags: ['clothes', 'summer', 'sale'],
        customMetadata: { sku: 'TEE-21', price: 29, organic: true },
      },
    ),
    file(
      '/products/clothes/tee-forest.png',
      [drawn(44, tee('#3f6b57', '#d9c67a', '#e6e3d6'), 640, 38_463)],
      {
        tags: ['clothes', 'summer'],
        customMetadata: { sku: 'TEE-22', price: 29, organic: true },
      },
    ),
    file(
      '/products/clothes/straw-hat.png',
      [drawn(52, hat('#e2c58b', '#b0413e', '#dcebf0'), 640, 34_655)],
      {
        tags: ['clothes', 'summer'],
      },
    ),
    file(
      '/products/bags/tote-leaf.png',
      [drawn(75, tote('#efe3c8', '#4d8f5b', '#d9e4e8'), 640, 37_488)],
      {
        tags: ['bags', 'summer'],
      },
    ),
    file(
      '/products/bags/backpack-navy.png',
      [
        drawn(690, backpack('#454b58', '#c9c9c9', '#dcdcdc'), 480, 20_472),
        drawn(210, backpack('#3d5a80', '#f2a65a', '#e6e9ee'), 640, 32_808),
      ],
      { tags: ['bags'], customMetadata: { sku: 'PACK-03', price: 119 } },
    ),
    file(
      '/products/bags/look #1 + bag.png',
      [drawn(31, tote('#d97b5c', '#fff1d8', '#f3e4da'), 640, 36_924)],
      {
        tags: ['bags', 'draft'],
      },
    ),
  ];
}

function forTheHome(): readonly SeedFile[] {
  return [
    file(
      '/products/home/mug-terracotta.png',
      [
        drawn(640, mug('#a8a39b', '#e4e0d8'), 480, 29_891),
        drawn(160, mug('#c96b4a', '#efe3d3'), 640, 41_991),
      ],
      { tags: ['home', 'kitchen'], customMetadata: { sku: 'MUG-11', price: 18 } },
    ),
    file('/products/home/mug-blue.png', [drawn(159, mug('#4a7fa8', '#e3ebee'), 640, 38_088)], {
      tags: ['home', 'kitchen'],
    }),
    file(
      '/products/home/plant-pot.png',
      [drawn(98, plant('#d58a5f', '#4d8f5b', '#e6ece2'), 640, 43_256)],
      { tags: ['home'] },
    ),
    file('/products/home/lampe dorée.png', [drawn(260, lamp('#e9b872', '#d8cfc4'), 640, 49_978)], {
      tags: ['home'],
    }),
    file(
      '/products/home/armchair-teal.png',
      [
        drawn(880, chair('#b98a54', '#e9e4da'), 480, 24_541),
        drawn(188, chair('#2f7f79', '#f0e8dc'), 640, 33_753),
      ],
      { tags: ['home', 'furniture', 'sale'], customMetadata: { sku: 'SEAT-02', price: 420 } },
    ),
    file('/products/home/candle-rose.png', [drawn(20, candle('#d9a5b3', '#d9cfd2'), 640, 47_918)], {
      tags: ['home', 'gift'],
    }),
  ];
}

function smallThings(): readonly SeedFile[] {
  return [
    file(
      '/products/watch-classic.png',
      [drawn(340, watch('#7a4a2b', '#223049', '#ece4da'), 640, 49_615)],
      {
        tags: ['accessories', 'gift'],
      },
    ),
    file(
      '/products/headphones-violet.png',
      [drawn(64, headphones('#5c6bc0', '#e7e6f2'), 640, 37_293)],
      {
        tags: ['accessories'],
      },
    ),
    file(
      '/products/sunglasses.png',
      [drawn(50, sunglasses('#8c4f2b', '#5b7f8f', '#f8e9c9'), 640, 46_024)],
      {
        tags: ['accessories', 'summer'],
      },
    ),
    file(
      '/products/bottle-olive.png',
      [drawn(141, bottle('#7aa99b', '#f4ead8', '#e8efe9'), 640, 30_305)],
      {
        tags: ['kitchen'],
      },
    ),
  ];
}
