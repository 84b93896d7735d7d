import { pdf, videoStandIn } from './documents';
import { drawn, file, vector, written, type SeedFile, type SeedVersion } from './file';
import { backpack } from './pictures/accessories';
import { hat } from './pictures/clothes';
import { hills } from './pictures/country';
import { plant } from './pictures/homeware';
import { icons } from './pictures/marks';
import { saleTag } from './pictures/stillLife';
import { redRunner } from './products';
import { summerHero } from './stories';

/** What piles up where nobody tidies: copies, trials and names that only a machine gives. */
export function temporaryFiles(): readonly SeedFile[] {
  return [
    file('/tmp/runner-red copy.png', [drawn(200, redRunner(), 640, 37_490)]),
    file('/tmp/hero small.png', [drawn(14, summerHero(), 320, 18_665)]),
    file('/tmp/a..b.png', [drawn(500, plant('#8f8f8f', '#8f8f8f', '#dedede'), 320, 16_211)]),
    file('/tmp/IMG_0042 (2).png', [
      drawn(720, hills('#b7c4cf', '#f2e3c9', '#8aa07a'), 480, 24_821),
    ]),
    file('/tmp/screenshot 2024-11-03 at 10.12.41.png', [
      drawn(655, saleTag('#4a7fa8', '#e3ebee'), 480, 39_257),
    ]),
    file('/tmp/Untitled.png', [drawn(0.08, hat('#cfcfcf', '#9a9a9a', '#e9e9e9'), 320, 12_226)]),
    file('/tmp/test.png', [drawn(1090, backpack('#8a8a8a', '#bdbdbd', '#e4e4e4'), 320, 12_783)]),
    file('/tmp/test.svg', [vector(1090, icons.star('#8a8a8a'))], { tags: ['draft'] }),
  ];
}

/** Papers: terms, a private contract, lists and notes. */
export function documentFiles(): readonly SeedFile[] {
  const terms = (returns: string): string =>
    pdf('Terms of sale', 'Prices include tax.', returns, 'Delivery takes three to five days.');
  const prices = [
    { sku: 'RUN-01-R', price: 89 },
    { sku: 'TEE-21', price: 29 },
    { sku: 'MUG-11', price: 18 },
  ];
  return [
    file(
      '/docs/terms.pdf',
      [
        written(1000, terms('You may return goods within 14 days.')),
        written(640, terms('You may return goods within 30 days.')),
        written(90, terms('You may return goods within 60 days.')),
      ],
      { tags: ['keep', 'legal'] },
    ),
    file(
      '/docs/contract (draft).pdf',
      [written(5, pdf('Contract', 'Between the shop and its supplier.', 'Draft, not signed.'))],
      {
        tags: ['legal', 'draft'],
        isPrivate: true,
      },
    ),
    file('/docs/price list 2026.json', [written(28, `${JSON.stringify(prices, undefined, 2)}\n`)]),
    file('/docs/README', [written(1060, 'What lies here: terms, contracts and price lists.\n')], {
      mime: 'text/plain',
    }),
    file(
      '/docs/old notes ',
      [written(870, 'Ask the printer about paper.\nCall about the sign above the door.\n')],
      { mime: 'text/plain' },
    ),
  ];
}

/** Headers of videos, which say so: there is nothing in them to play. */
export function videoFiles(): readonly SeedFile[] {
  return [
    file('/videos/intro.mp4', [filmed(480, 'Intro, 12 s.', 12)], { tags: ['video'] }),
    file(
      '/videos/summer 2026 teaser.mp4',
      [filmed(26, 'Teaser, first cut, 20 s.', 20), filmed(6, 'Teaser, final cut, 15 s.', 15)],
      { tags: ['video', 'summer'] },
    ),
  ];
}

/** What is told of it is that of the video that it stands for. */
function filmed(ageDays: number, note: string, duration: number): SeedVersion {
  return {
    ...written(ageDays, videoStandIn(note)),
    ...{ width: 1280, height: 720 },
    video: { duration, bitRate: 1850, videoCodec: 'h264', audioCodec: 'aac' },
  };
}
