import * as v from 'valibot';
import type { Call } from './call';
import { openDelivery } from './http';
import { checkedId } from './requestPath';
import type { Ask } from './withRetry';

const acceptedSchema = v.object({ requestId: v.pipe(v.string(), v.nonEmpty()) });

/** ImageKit documents 201; its older fixtures answer 200. */
function purgeCall(url: string): Call<{ readonly requestId: string }> {
  return {
    method: 'POST',
    path: '/v1/files/purge',
    body: { url },
    endpoint: 'purge',
    rows: 1,
    success: { 200: acceptedSchema, 201: acceptedSchema },
  };
}

function purgeStatusCall(requestId: string): Call<'Pending' | 'Completed'> {
  const schema = v.pipe(
    v.object({ status: v.picklist(['Pending', 'Completed']) }),
    v.transform(({ status }) => status),
  );
  return {
    method: 'GET',
    path: `/v1/files/purge/${checkedId(requestId)}`,
    endpoint: 'read',
    rows: 1,
    success: { 200: schema },
  };
}

/** How often an address was asked for. */
export interface RequestCount {
  /** Without its query. */
  readonly url: string;
  readonly requests: number;
}

const countsSchema = v.pipe(
  v.array(v.object({ name: v.string(), requestCount: v.number() })),
  v.transform((rows) =>
    rows.map(({ name, requestCount }): RequestCount => ({ url: name, requests: requestCount })),
  ),
);
const rankingSchema = v.object({ byRequests: countsSchema });

/** The lists of the report hold the first hundred or so each: some 20 lists in all. */
const reportRows = 3000;

function trafficCall(startDate: string, endDate: string): Call<readonly RequestCount[]> {
  return {
    method: 'GET',
    path: '/v1/accounts/usage-analytics',
    query: `?startDate=${startDate}&endDate=${endDate}`,
    endpoint: 'read',
    rows: reportRows,
    success: {
      200: v.pipe(
        v.object({
          topImages: rankingSchema,
          topVideos: rankingSchema,
          topOtherAssets: rankingSchema,
          top404Assets: countsSchema,
        }),
        v.transform(({ topImages, topVideos, topOtherAssets, top404Assets }) => [
          ...topImages.byRequests,
          ...topVideos.byRequests,
          ...topOtherAssets.byRequests,
          ...top404Assets,
        ]),
      ),
    },
  };
}

/** What an address answers, before its body. */
export interface Look {
  readonly status: number;
  /** A header's value by its lower-case name. */
  readonly header: (name: string) => string | undefined;
}

/** Copies of files on the CDN. Every method throws `ApiError`, or the signal's reason. */
export class CdnClient {
  private readonly ask: Ask;
  private readonly timeoutMs: number;

  constructor(ask: Ask, { timeoutMs }: { readonly timeoutMs: number }) {
    this.ask = ask;
    this.timeoutMs = timeoutMs;
  }

  /**
   * Asks the CDN to forget an address, or all that begin like it. Spends one of the 1,000 purges of a
   * month; the signal only keeps it from being sent.
   */
  async purge(url: string, signal?: AbortSignal): Promise<{ readonly requestId: string }> {
    return (await this.ask(purgeCall(url), signal)).value;
  }

  async purgeStatus(requestId: string, signal?: AbortSignal): Promise<'Pending' | 'Completed'> {
    return (await this.ask(purgeStatusCall(requestId), signal)).value;
  }

  /**
   * The addresses that were asked for most on some days (`YYYY-MM-DD`, UTC, both included, less than
   * 90 apart), answered or not. An address that isn't among them may have been asked for all the same.
   */
  async mostRequested(
    startDate: string,
    endDate: string,
    signal?: AbortSignal,
  ): Promise<readonly RequestCount[]> {
    return (await this.ask(trafficCall(startDate, endDate), signal)).value;
  }

  /** Asks for exactly this address, as a visitor would, and ends it after the headers. */
  async look(address: string, signal?: AbortSignal): Promise<Look> {
    const asked = { idleMs: this.timeoutMs, ...(signal && { signal }) };
    const { status, header, close } = await openDelivery(address, asked);
    close();
    return { status, header };
  }
}
