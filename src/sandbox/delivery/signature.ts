import { createHmac, timingSafeEqual } from 'node:crypto';

/** Stands in for the expiry of a signed URL that has none. */
const NO_EXPIRY = '9999999999';

/**
 * What a delivery URL's signature is worth. `rest` is the URL as requested, without its endpoint
 * and the slash after it, percent-encoding and query as sent.
 */
export function checkSignature(
  rest: string,
  key: string,
  now: number,
): 'unsigned' | 'valid' | 'invalid' {
  const [path = '', query = ''] = rest.split('?', 2);
  const params = query === '' ? [] : query.split('&');
  const value = (name: string): string | undefined =>
    params.find((param) => param.startsWith(`${name}=`))?.slice(name.length + 1);
  const signature = value('ik-s');
  if (signature === undefined) return 'unsigned';
  const expiry = value('ik-t') ?? NO_EXPIRY;
  const kept = params.filter((param) => !/^ik-[st]=/.test(param));
  const signed = path + (kept.length === 0 ? '' : `?${kept.join('&')}`) + expiry;
  const expected = createHmac('sha1', key).update(signed).digest('hex');
  if (!equal(signature, expected)) return 'invalid';
  return Number(expiry) * 1000 > now ? 'valid' : 'invalid';
}

function equal(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)];
  return left.length === right.length && timingSafeEqual(left, right);
}
