import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { AccountHandle, IamUser } from '../../accounts/types';

/** What the policies of the buckets that a user may use say about that user. */
export interface BucketPolicies {
  /** Buckets whose policies were read, or that have none. */
  read: string[];
  /** Those whose policies name the user. */
  naming: string[];
  /** Buckets that could not be read, with the reason, and patterns of names. */
  notRead: string[];
}

/** More are not asked for one plan. */
const MOST = 20;
const BUCKET = /^arn:[\w-]+:s3:::([^/]+)/;

/** Names of buckets, and patterns of such names, in the policies of a user. */
function bucketsOf({ policies }: Pick<IamUser, 'policies'>): string[] {
  const resources = policies.flatMap(({ document }) =>
    (parsePolicyDocument(document).document?.Statement ?? [])
      .filter(({ Effect }) => Effect === 'Allow')
      .flatMap(({ Resource }) => [Resource ?? []].flat()),
  );
  return [
    ...new Set(resources.flatMap(resource => BUCKET.exec(resource)?.[1] ?? [])),
  ];
}

/** Whether a policy names a user: by ARN, by unique id, or by name in a condition. */
export function namesUser(
  policy: string,
  { arn, userId, name }: Pick<IamUser, 'arn' | 'userId' | 'name'>,
): boolean {
  let document: unknown;
  try {
    document = JSON.parse(policy);
  } catch {
    return policy.includes(arn);
  }
  const visit = (value: unknown, field: string): boolean => {
    if (typeof value === 'string') {
      return (
        value === arn ||
        (userId !== '' && value.split(':')[0] === userId) ||
        (field.toLowerCase() === 'aws:username' && value === name)
      );
    }
    if (Array.isArray(value)) {
      return value.some(each => visit(each, field));
    }
    return (
      typeof value === 'object' &&
      value !== null &&
      Object.entries(value).some(([inner, each]) => visit(each, inner))
    );
  };
  return visit(document, '');
}

/** Reads the policies of the user's buckets. Never throws: what could not be read is named. */
export async function readBucketPolicies(
  account: AccountHandle,
  user: IamUser,
): Promise<BucketPolicies> {
  const all = bucketsOf(user);
  const patterns = all.filter(name => /[*?$]/.test(name));
  const names = all.filter(name => !patterns.includes(name));
  const result: BucketPolicies = {
    read: [],
    naming: [],
    notRead: [...patterns, ...names.slice(MOST)],
  };
  await Promise.all(
    names.slice(0, MOST).map(async Bucket => {
      try {
        const { Policy } = await account.s3.send(
          new GetBucketPolicyCommand({ Bucket }),
        );
        result.read.push(Bucket);
        if (Policy && namesUser(Policy, user)) {
          result.naming.push(Bucket);
        }
      } catch (error) {
        const { name } = error as Error;
        if (name === 'NoSuchBucketPolicy') {
          result.read.push(Bucket);
        } else {
          result.notRead.push(`${Bucket} (${name})`);
        }
      }
    }),
  );
  return {
    read: result.read.sort(),
    naming: result.naming.sort(),
    notRead: result.notRead.sort(),
  };
}
