import { ContextValues } from 'backstage-plugin-irsa-common';
import { validationError } from '../AwsError';
import { Caller } from '../access/Caller';
import { checkTags } from '../iam/tags';
import { QueryParameters } from '../protocol/QueryParameters';

/** Tags of the requested session, and which of them are passed on when it assumes another role. */
export interface SessionTags {
  /** Tags of the request. When there are any, sts:TagSession is needed. */
  requested: Record<string, string>;
  /** Including the tags that the caller's session passes on. */
  all: Record<string, string>;
  transitiveTagKeys: string[];
}

/**
 * Source: IAM User Guide, "Pass session tags in AWS STS".
 * @throws ValidationError 400 for bad tags, or one that would change a tag passed on by the caller
 */
export function readSessionTags(
  parameters: QueryParameters,
  caller?: Caller,
): SessionTags {
  const requested = parameters.tags();
  checkTags(requested);
  const transitive = parameters.list('TransitiveTagKeys');
  const missing = transitive.find(key => !Object.hasOwn(requested, key));
  if (missing !== undefined) {
    throw validationError(
      `The specified transitive tag key must be included in the requested tags: ${missing}`,
    );
  }
  const inherited = inheritedTags(caller);
  for (const key of Object.keys(requested)) {
    if (
      Object.keys(inherited).some(
        item => item.toLowerCase() === key.toLowerCase(),
      )
    ) {
      throw validationError(
        'One of the specified transitive tag keys can’t be set because it conflicts with a transitive tag key from the calling session.',
      );
    }
  }
  return {
    requested,
    all: { ...inherited, ...requested },
    transitiveTagKeys: [...Object.keys(inherited), ...transitive],
  };
}

function inheritedTags(caller: Caller | undefined): Record<string, string> {
  const session = caller?.session;
  return Object.fromEntries(
    (session?.transitiveTagKeys ?? []).flatMap((key: string) => {
      const value = session?.tags[key];
      return value === undefined ? [] : [[key, value]];
    }),
  );
}

/** Context keys of the request for a session. */
export function tagContext({
  requested,
  transitiveTagKeys,
}: SessionTags): ContextValues {
  const keys = Object.keys(requested);
  return {
    ...(keys.length > 0 && { 'aws:TagKeys': keys }),
    ...(transitiveTagKeys.length > 0 && {
      'sts:TransitiveTagKeys': transitiveTagKeys,
    }),
    ...Object.fromEntries(
      Object.entries(requested).map(([key, value]) => [
        `aws:RequestTag/${key}`,
        value,
      ]),
    ),
  };
}
