import { Config, readDurationFromConfig } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { durationToMilliseconds } from '@backstage/types';

export const MINUTE = 60_000;
export const DAY = 24 * 60 * MINUTE;

/** A length of time in milliseconds. Throws InputError with the key. */
export function duration(
  config: Config | undefined,
  key: string,
  fallbackMs: number,
  atLeastMs = 0,
): number {
  if (!config?.has(key)) {
    return fallbackMs;
  }
  let milliseconds: number;
  try {
    milliseconds = durationToMilliseconds(
      readDurationFromConfig(config, { key }),
    );
  } catch {
    throw new InputError(
      `irsa.${key}: not a length of time, for example 5m, 7d or { days: 7 }`,
    );
  }
  if (!(milliseconds >= atLeastMs)) {
    throw new InputError(
      `irsa.${key}: must be at least ${
        atLeastMs < 1_000
          ? `${atLeastMs} milliseconds`
          : `${atLeastMs / 1_000} seconds`
      }`,
    );
  }
  return milliseconds;
}

/** Full refs of users and groups of the catalog. */
export function entityRefs(
  config: Config | undefined,
  key: string,
): string[] | undefined {
  const refs = config?.getOptionalStringArray(key);
  const noRef = refs?.find(
    each => !/^[^:/\s]+:([^:/\s]+\/)?[^:/\s]+$/.test(each),
  );
  if (noRef !== undefined) {
    throw new InputError(
      `irsa.${key}: '${noRef}' is not a user or group of the catalog, for example group:default/security`,
    );
  }
  return refs;
}

/** Throws InputError with the key. */
export function positiveInteger(
  config: Config | undefined,
  key: string,
  fallback: number,
): number {
  const value = config?.getOptionalNumber(key) ?? fallback;
  if (!Number.isInteger(value) || value < 1) {
    throw new InputError(`irsa.${key}: ${value} is not a whole number above 0`);
  }
  return value;
}

/** Without a slash at the end. Throws InputError with the key. */
export function url(
  config: Config | undefined,
  key: string,
): string | undefined {
  const value = config?.getOptionalString(key);
  if (value === undefined) {
    return undefined;
  }
  if (!/^https?:\/\//.test(value) || !URL.canParse(value)) {
    throw new InputError(
      `irsa.${key}: '${value}' is not a URL that begins with http:// or https://`,
    );
  }
  return value.replace(/\/+$/, '');
}

/** An empty list says as much as none. */
export function nonEmpty<T>(list: T[] | undefined): T[] | undefined {
  return list?.length ? list : undefined;
}
