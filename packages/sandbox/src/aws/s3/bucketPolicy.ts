import { parsePolicyDocument, toArray } from 'backstage-plugin-irsa-common';
import { AwsError } from '../AwsError';
import { checkPrincipals } from '../iam/checks';
import { StoredPolicy } from '../model/entities';
import { World } from '../World';

/** Bytes. Source: S3 User Guide, "Policies and permissions in Amazon S3". */
const MAXIMUM_SIZE = 20 * 1024;

/**
 * Parses a bucket policy. S3 accepts it only when it is well-formed, names only this bucket, and its principals exist.
 * @throws MalformedPolicy 400
 */
export function readBucketPolicy(
  text: string,
  bucket: string,
  world: World,
): StoredPolicy {
  if (Buffer.byteLength(text) > MAXIMUM_SIZE) {
    throw malformed('Policy exceeds the maximum allowed document size.');
  }
  const { document, error } = parsePolicyDocument(text, 'resource');
  if (!document) {
    throw malformed(error.message);
  }
  const own = new RegExp(
    `^arn:aws[a-z-]*:s3:::${bucket.replace(/\./g, '\\.')}($|/)`,
  );
  for (const { Resource, NotResource, Action } of document.Statement) {
    if (
      ![...toArray(Resource), ...toArray(NotResource)].every(item =>
        own.test(item),
      )
    ) {
      throw malformed('Policy has invalid resource');
    }
    if (!toArray(Action).every(item => item === '*' || /^s3:/i.test(item))) {
      throw malformed('Policy has invalid action');
    }
  }
  try {
    checkPrincipals(document, world);
  } catch (cause) {
    throw malformed((cause as Error).message);
  }
  return { text, document };
}

function malformed(message: string): AwsError {
  return new AwsError('MalformedPolicy', 400, message);
}
