import {
  GetPolicyCommand,
  GetPolicyVersionCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import {
  parsePolicyDocument,
  PolicyDocument,
} from 'backstage-plugin-irsa-common';
import { decodePolicyDocument } from '../accounts/policyDocument';
import { AccountRegistry } from '../accounts/types';
import { IdentityPolicies } from './decideRequest';

/** The permissions boundary of an identity; without a document where it could not be read. */
export interface Boundary {
  arn: string;
  document?: PolicyDocument;
}

/** Needs iam:GetPolicy and iam:GetPolicyVersion. Never throws: what could not be read has no document. */
export async function readBoundary(
  iam: IAMClient,
  arn: string,
): Promise<Boundary> {
  try {
    const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
    const { PolicyVersion } = await iam.send(
      new GetPolicyVersionCommand({
        PolicyArn: arn,
        VersionId: Policy?.DefaultVersionId,
      }),
    );
    const { document } = parsePolicyDocument(
      decodePolicyDocument(PolicyVersion?.Document),
    );
    return { arn, document };
  } catch {
    return { arn };
  }
}

/** Of somebody in the account of a preview; undefined without one. Never throws. */
export async function boundaryIn(
  accounts: Pick<AccountRegistry, 'get' | 'has'>,
  { accountId }: { accountId?: string },
  arn: string | undefined,
): Promise<Boundary | undefined> {
  if (!arn) {
    return undefined;
  }
  return accountId && accounts.has(accountId)
    ? readBoundary(accounts.get(accountId).iam, arn)
    : { arn };
}

/** The policies with what limits them. Pure. */
export function limitedBy(
  policies: IdentityPolicies | undefined,
  boundary: Boundary | undefined,
): IdentityPolicies | undefined {
  if (!policies || !boundary) {
    return policies;
  }
  const { arn, document } = boundary;
  return document
    ? { ...policies, boundary: { name: arn, arn, document, via: 'boundary' } }
    : { ...policies, unreadBoundary: arn };
}
