import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { AwsHalf } from 'backstage-plugin-irsa-common';
import { IrsaConfig } from './IrsaConfig';

/** `irsa.migration.awsHalf` and `awsHalfOf`. Throws InputError with the key. */
export function readAwsHalf(
  migration: Config | undefined,
): NonNullable<IrsaConfig['migration']['awsHalf']> {
  const usual = migration?.getOptionalString('awsHalf');
  const accounts = migration?.getOptionalConfigArray('awsHalfOf') ?? [];
  return {
    ...(usual === undefined
      ? {}
      : { usual: maker(usual, 'irsa.migration.awsHalf') }),
    accounts: Object.fromEntries(
      accounts.map((entry, index) => {
        const key = `irsa.migration.awsHalfOf[${index}]`;
        const account = entry.getString('account');
        if (!/^\d{12}$/.test(account)) {
          throw new InputError(
            `${key}.account: '${account}' is not an AWS account; write its twelve digits in quotes, for example '111122223333'`,
          );
        }
        return [account, maker(entry.getString('madeBy'), `${key}.madeBy`)];
      }),
    ),
  };
}

function maker(value: string, key: string): AwsHalf['madeBy'] {
  if (value !== 'engine' && value !== 'code') {
    throw new InputError(`${key}: '${value}' is neither engine nor code`);
  }
  return value;
}
