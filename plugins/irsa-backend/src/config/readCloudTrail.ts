import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { IrsaConfig } from './IrsaConfig';
import { REGION } from './readClusters';

/** `irsa.cloudTrail`. Throws InputError with the key. */
export function readCloudTrail(
  config: Config | undefined,
): NonNullable<IrsaConfig['cloudTrail']> {
  const accounts = config?.getOptionalConfigArray('cloudTrail') ?? [];
  return Object.fromEntries(
    accounts.map((entry, index) => {
      const key = `irsa.cloudTrail[${index}]`;
      const account = entry.getString('account');
      if (!/^\d{12}$/.test(account)) {
        throw new InputError(
          `${key}.account: '${account}' is not an AWS account; write its twelve digits in quotes, for example '111122223333'`,
        );
      }
      const regions = entry.getOptionalStringArray('regions');
      const wrong = regions?.find(region => !REGION.test(region));
      if (wrong !== undefined) {
        throw new InputError(
          `${key}.regions: '${wrong}' is not an AWS region, for example eu-west-1`,
        );
      }
      return [account, regions ? { regions } : {}];
    }),
  );
}
