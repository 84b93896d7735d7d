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

  /** Asks for exactly this address, as a visitor would, and ends it after the headers. */
  async look(address: string, signal?: AbortSignal): Promise<Look> {
    const asked = { idleMs: this.timeoutMs, ...(signal && { signal }) };
    const { status, header, close } = await openDelivery(address, asked);
    close();
    return { status, header };
  }
}
