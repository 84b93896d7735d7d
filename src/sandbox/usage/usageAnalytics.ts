import type { DeliveryCount } from '../delivery/traffic';
import type { UsageDates } from './usageDates';

/** The longest list in the report: absent doesn't mean unused. */
const TOP = 100;

/**
 * The analytics report over some deliveries. What one machine can't know about its visitors
 * (country, device, browser) stays empty.
 */
export function usageAnalytics(
  counts: readonly DeliveryCount[],
  { startDate, endDate }: UsageDates,
  now: number,
): Record<string, unknown> {
  const served = counts.filter(({ status }) => status === 200);
  const images = served.filter(({ mime }) => mime.startsWith('image/'));
  const videos = served.filter(({ mime }) => mime.startsWith('video/'));
  const others = served.filter(({ mime }) => !/^(image|video)\//.test(mime));
  const missing = counts.filter(({ status }) => status === 404);
  const urlOf = ({ url }: DeliveryCount): string => url;
  return {
    startDate,
    endDate,
    generatedAt: new Date(now).toISOString(),
    ...total(counts),
    cache: {
      hitCount: total(served.filter(({ hit }) => hit)).requestCount,
      missCount: total(served.filter(({ hit }) => !hit)).requestCount,
      errorCount: 0,
    },
    topImages: ranking(images, urlOf),
    topVideos: ranking(videos, urlOf),
    topOtherAssets: ranking(others, urlOf),
    top404Assets: byRequests(missing, urlOf),
    topImageTransforms: ranking(images, ({ transformation }) => transformation),
    topVideoTransforms: ranking(videos, ({ transformation }) => transformation),
    topReferrers: ranking(counts, ({ referrer }) => referrer),
    topUserAgents: ranking(counts, ({ userAgent }) => userAgent),
    statusCodes: byRequests(counts, ({ status }) => String(status)),
    format: ranking(served, ({ mime }) => mime),
    urlEndpoints: ranking(counts, () => 'Default'),
    browser: ranking([], urlOf),
    country: ranking([], urlOf),
    device: ranking([], urlOf),
    errorReasons: [],
    extensions: [],
    videoProcessing: [],
  };
}

interface Sum {
  readonly bandwidthBytes: number;
  readonly requestCount: number;
}

function total(counts: readonly Sum[]): Sum {
  return counts.reduce(
    (sum, count) => ({
      bandwidthBytes: sum.bandwidthBytes + count.bandwidthBytes,
      requestCount: sum.requestCount + count.requestCount,
    }),
    { bandwidthBytes: 0, requestCount: 0 },
  );
}

function ranking(
  counts: readonly DeliveryCount[],
  nameOf: (count: DeliveryCount) => string,
): Record<'byBandwidth' | 'byRequests', readonly (Sum & { readonly name: string })[]> {
  const groups = sums(counts, nameOf);
  return {
    byBandwidth: groups.toSorted((a, b) => b.bandwidthBytes - a.bandwidthBytes).slice(0, TOP),
    byRequests: groups.toSorted((a, b) => b.requestCount - a.requestCount).slice(0, TOP),
  };
}

function byRequests(
  counts: readonly DeliveryCount[],
  nameOf: (count: DeliveryCount) => string,
): readonly { readonly name: string; readonly requestCount: number }[] {
  return ranking(counts, nameOf).byRequests.map(({ name, requestCount }) => ({
    name,
    requestCount,
  }));
}

/** Sums by name; what has no name is left out. */
function sums(
  counts: readonly DeliveryCount[],
  nameOf: (count: DeliveryCount) => string,
): readonly (Sum & { readonly name: string })[] {
  const groups = new Map<string, DeliveryCount[]>();
  for (const count of counts) {
    const name = nameOf(count);
    if (name !== '') groups.set(name, [...(groups.get(name) ?? []), count]);
  }
  return [...groups].map(([name, group]) => ({ name, ...total(group) }));
}
