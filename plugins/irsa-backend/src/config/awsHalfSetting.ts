import { AwsHalf } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from './IrsaConfig';

/** Who makes role, policy and provider in an account, and the setting that says so; undefined when none does. Pure. */
export function awsHalfSetting(
  { awsHalf }: IrsaConfig['migration'],
  accountId: string,
): { madeBy: AwsHalf['madeBy']; key: string } | undefined {
  const own = awsHalf?.accounts[accountId];
  if (own) {
    return { madeBy: own, key: `irsa.migration.awsHalfOf of ${accountId}` };
  }
  return (
    awsHalf?.usual && { madeBy: awsHalf.usual, key: 'irsa.migration.awsHalf' }
  );
}
