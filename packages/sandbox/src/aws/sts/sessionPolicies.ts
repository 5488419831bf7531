import { NamedPolicy, parsePolicyDocument } from '@internal/plugin-irsa-common';
import { AwsError, malformedPolicy, validationError } from '../AwsError';
import { Account } from '../model/Account';
import { QueryParameters } from '../protocol/QueryParameters';

const MAXIMUM_POLICY = 2048;

/**
 * The policies a session is limited to; undefined when the request passes none.
 * @throws MalformedPolicyDocument, PackedPolicyTooLarge: 400
 */
export function readSessionPolicies(
  parameters: QueryParameters,
  account: Account,
): NamedPolicy[] | undefined {
  const text = parameters.get('Policy');
  const arns = parameters
    .structures('PolicyArns')
    .map(item => item.require('arn'));
  if (text === undefined && arns.length === 0) return undefined;
  const policies = arns.map(arn => {
    const document = account.documentOf(arn);
    if (!document)
      throw validationError(
        `Policy ${arn} does not exist or is not attachable.`,
      );
    return { name: arn, document };
  });
  if (text === undefined) return policies;
  if (text.length > MAXIMUM_POLICY)
    throw new AwsError(
      'PackedPolicyTooLarge',
      400,
      `Packed policy consumes more than its quota of ${MAXIMUM_POLICY} characters`,
    );
  const { document, error } = parsePolicyDocument(text, 'session');
  if (!document) throw malformedPolicy(error.message);
  return [...policies, { name: 'session', document }];
}
