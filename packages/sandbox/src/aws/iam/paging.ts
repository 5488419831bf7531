import { validationError } from '../AwsError';
import { QueryParameters } from '../protocol/QueryParameters';
import { XmlValue } from '../protocol/xml';

/** One page of a list, by MaxItems (1 to 1000, default 100) and Marker. */
export function pageOf<T>(
  items: T[],
  parameters: QueryParameters,
): { items: T[]; paging: { [name: string]: XmlValue } } {
  const size = parameters.number('MaxItems') ?? 100;
  if (size < 1 || size > 1000) {
    throw validationError(
      `1 validation error detected: Value '${size}' at 'maxItems' failed to satisfy constraint: Member must have value between 1 and 1000`,
    );
  }
  const marker = parameters.get('Marker');
  const start =
    marker === undefined
      ? 0
      : Number(Buffer.from(marker, 'base64').toString('utf8'));
  if (!Number.isInteger(start) || start < 0) {
    throw validationError('Invalid Marker.');
  }
  const end = start + size;
  const isTruncated = end < items.length;
  return {
    items: items.slice(start, end),
    paging: {
      IsTruncated: isTruncated,
      ...(isTruncated && {
        Marker: Buffer.from(String(end)).toString('base64'),
      }),
    },
  };
}

export function byPath<T extends { path: string }>(
  items: T[],
  parameters: QueryParameters,
): T[] {
  const prefix = parameters.get('PathPrefix') ?? '/';
  return items.filter(({ path }) => path.startsWith(prefix));
}
