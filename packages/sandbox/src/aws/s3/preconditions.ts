import { AwsError } from '../AwsError';
import { StoredObject } from '../model/entities';

type Headers = Record<string, string>;

/**
 * Whether the reader already has the object (304), by RFC 9110 §13.2.2: entity tags take precedence over dates.
 * @throws PreconditionFailed 412
 */
export function isUnchanged(headers: Headers, object: StoredObject): boolean {
  const match = headers['if-match'];
  const since = headers['if-unmodified-since'];
  if (
    match === undefined ? modifiedAfter(object, since) : !names(match, object)
  ) {
    throw preconditionFailed(
      match === undefined ? 'If-Unmodified-Since' : 'If-Match',
    );
  }
  const other = headers['if-none-match'];
  if (other !== undefined) {
    return names(other, object);
  }
  const known = Date.parse(headers['if-modified-since'] ?? '');
  return !Number.isNaN(known) && seconds(object) <= known;
}

/**
 * Preconditions of a write: with `If-None-Match: *` the object must not exist; with `If-Match` it must be exactly this
 * one.
 * Source: S3 User Guide, "How to prevent object overwrites with conditional writes".
 * @throws PreconditionFailed 412; NoSuchKey 404 for If-Match without an object
 */
export function checkWrite(
  headers: Headers,
  present: StoredObject | undefined,
): void {
  if (headers['if-none-match'] === '*' && present) {
    throw preconditionFailed('If-None-Match');
  }
  const match = headers['if-match'];
  if (match === undefined) {
    return;
  }
  if (!present) {
    throw new AwsError('NoSuchKey', 404, 'The specified key does not exist.');
  }
  if (!names(match, present)) {
    throw preconditionFailed('If-Match');
  }
}

/** Entity tags are accepted with and without quotes. */
function names(list: string, { etag }: StoredObject): boolean {
  return list
    .split(',')
    .map(item =>
      item
        .trim()
        .replace(/^W\//, '')
        .replace(/^"(.*)"$/, '$1'),
    )
    .some(item => item === '*' || item === etag);
}

/** HTTP dates have no fractions of a second. */
function seconds({ modifiedAt }: StoredObject): number {
  return Math.floor(modifiedAt / 1000) * 1000;
}

/** An invalid date is ignored. */
function modifiedAfter(object: StoredObject, date?: string): boolean {
  const time = Date.parse(date ?? '');
  return !Number.isNaN(time) && seconds(object) > time;
}

function preconditionFailed(condition: string): AwsError {
  return new AwsError(
    'PreconditionFailed',
    412,
    `At least one of the pre-conditions you specified did not hold: ${condition}`,
  );
}
