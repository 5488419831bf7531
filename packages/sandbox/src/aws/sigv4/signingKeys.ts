import { createHmac } from 'node:crypto';

export interface Scope {
  /** `20261123` */
  date: string;
  region: string;
  service: string;
}

const MAXIMUM_KEYS = 500;
const cache = new Map<string, Buffer>();

/** The key derived for one day, region and service. It is cached, because it costs four HMACs. */
export function signingKey(secret: string, scope: Scope): Buffer {
  const name = [secret, scope.date, scope.region, scope.service].join('\n');
  let key = cache.get(name);
  if (!key) {
    key = [scope.date, scope.region, scope.service, 'aws4_request'].reduce(
      (previous: string | Buffer, part) => hmac(previous, part),
      `AWS4${secret}`,
    ) as Buffer;
    if (cache.size >= MAXIMUM_KEYS) {
      cache.delete(cache.keys().next().value as string);
    }
    cache.set(name, key);
  }
  return key;
}

export function hmac(key: string | Buffer, text: string): Buffer {
  return createHmac('sha256', key).update(text).digest();
}
