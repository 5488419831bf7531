import { ContextValues } from 'backstage-plugin-irsa-common';
import { limitExceeded, validationError } from '../AwsError';

const MAXIMUM_KEY = 128;
const MAXIMUM_VALUE = 256;
const CHARACTERS = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]*$/u;

/**
 * Source: IAM User Guide, "Rules for tagging in IAM and AWS STS".
 * @throws ValidationError 400 for keys or values no tag may have
 */
export function checkTags(tags: Record<string, string>): void {
  const seen = new Set<string>();
  for (const [key, value] of Object.entries(tags)) {
    const problem = problemOf(key, value);
    if (problem) {
      throw validationError(`1 validation error detected: ${problem}: ${key}`);
    }
    if (seen.has(key.toLowerCase())) {
      throw validationError(
        'Duplicate tag keys found. Please note that Tag keys are case insensitive.',
      );
    }
    seen.add(key.toLowerCase());
  }
}

function problemOf(key: string, value: string): string | undefined {
  if (key.length === 0 || key.length > MAXIMUM_KEY) {
    return `Tag keys must have 1 to ${MAXIMUM_KEY} characters`;
  }
  if (value.length > MAXIMUM_VALUE) {
    return `Tag values must have at most ${MAXIMUM_VALUE} characters`;
  }
  if (/^aws:/i.test(key)) {
    return 'Tag keys that begin with aws: are reserved';
  }
  return CHARACTERS.test(key) && CHARACTERS.test(value)
    ? undefined
    : 'Tags may have letters, digits, white space and _.:/=+-@';
}

/**
 * The tags of an entity after these are added. Keys that differ only in case are the same key.
 * @throws ValidationError 400; LimitExceeded 409 over the quota
 */
export function withTags(
  present: Record<string, string>,
  added: Record<string, string>,
  quota: number,
): Record<string, string> {
  checkTags(added);
  const replaced = new Set(Object.keys(added).map(key => key.toLowerCase()));
  const tags = {
    ...Object.fromEntries(
      Object.entries(present).filter(
        ([key]) => !replaced.has(key.toLowerCase()),
      ),
    ),
    ...added,
  };
  if (Object.keys(tags).length > quota) {
    throw limitExceeded(`Cannot exceed quota for TagsPerResource: ${quota}`);
  }
  return tags;
}

export function withoutTags(
  present: Record<string, string>,
  keys: string[],
): Record<string, string> {
  const removed = new Set(keys.map(key => key.toLowerCase()));
  return Object.fromEntries(
    Object.entries(present).filter(([key]) => !removed.has(key.toLowerCase())),
  );
}

/** Context keys for the tags that a call brings. */
export function requestTagContext(tags: Record<string, string>): ContextValues {
  return {
    'aws:TagKeys': Object.keys(tags),
    ...Object.fromEntries(
      Object.entries(tags).map(([key, value]) => [
        `aws:RequestTag/${key}`,
        value,
      ]),
    ),
  };
}

/** Context keys for the tags of the called entity, in both spellings. */
export function resourceTagContext(
  tags: Record<string, string> = {},
): ContextValues {
  return Object.fromEntries(
    Object.entries(tags).flatMap(([key, value]) => [
      [`aws:ResourceTag/${key}`, value],
      [`iam:ResourceTag/${key}`, value],
    ]),
  );
}
