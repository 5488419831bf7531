import { NamedPolicy, parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { AwsError, malformedPolicy, validationError } from '../AwsError';
import { Account } from '../model/Account';
import { QueryParameters } from '../protocol/QueryParameters';
import { PACKED_LIMIT, packedLength } from './createSession';

const MAXIMUM_POLICY = 2048;
const MAXIMUM_ARNS = 10;

/**
 * The session policies of the request; undefined when it passes none.
 * @throws MalformedPolicyDocument, PackedPolicyTooLarge: 400
 */
export function readSessionPolicies(
  parameters: QueryParameters,
  account: Account,
  tags: Record<string, string> = {},
): NamedPolicy[] | undefined {
  const policies = readPolicies(parameters, account);
  const length = packedLength(policies, tags);
  if (length > PACKED_LIMIT) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `Packed size of session tags and session policies consumes ${Math.ceil(
        (length / PACKED_LIMIT) * 100,
      )}% of the allotted space.`,
    );
  }
  return policies;
}

function readPolicies(
  parameters: QueryParameters,
  account: Account,
): NamedPolicy[] | undefined {
  const text = parameters.get('Policy');
  const arns = parameters
    .structures('PolicyArns')
    .map(item => item.require('arn'));
  if (text === undefined && arns.length === 0) {
    return undefined;
  }
  if (arns.length > MAXIMUM_ARNS) {
    throw validationError(
      `1 validation error detected: Value at 'policyArns' failed to satisfy constraint: Member must have length less than or equal to ${MAXIMUM_ARNS}`,
    );
  }
  const policies = arns.map(arn => {
    const document = account.settled.documentOf(arn);
    if (!document) {
      throw validationError(
        `Policy ${arn} does not exist or is not attachable.`,
      );
    }
    return { name: arn, document };
  });
  if (text === undefined) {
    return policies;
  }
  if (text.length > MAXIMUM_POLICY) {
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `Packed policy consumes more than its quota of ${MAXIMUM_POLICY} characters`,
    );
  }
  const { document, error } = parsePolicyDocument(text, 'session');
  if (!document) {
    throw malformedPolicy(error.message);
  }
  return [...policies, { name: 'session', document }];
}
