import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { Config } from '@backstage/config';
import { InputError } from '@backstage/errors';
import { TrustSettings } from './IrsaConfig';

const ACCOUNT = /^\d{12}$/;

/** Reads `irsa.trust`. Throws InputError with the key and the expected value. */
export function readTrust(irsa: Config | undefined): TrustSettings {
  const trust = irsa?.getOptionalConfig('trust');
  const owners = trust?.getOptionalConfig('owners');
  const ownersOf = (kind: string) => owners?.getOptionalStringArray(kind);
  return {
    ownAccounts: (trust?.getOptionalStringArray('ownAccounts') ?? []).map(
      (id, index) => account(id, `irsa.trust.ownAccounts[${index}]`),
    ),
    vendorAccounts: Object.fromEntries(
      (trust?.getOptionalConfigArray('vendorAccounts') ?? []).map(
        (vendor, index) => [
          account(
            vendor.getString('id'),
            `irsa.trust.vendorAccounts[${index}].id`,
          ),
          vendor.getString('name'),
        ],
      ),
    ),
    ownIssuers: trust?.getOptionalStringArray('ownIssuers') ?? [],
    owners: {
      github: ownersOf('github'),
      gitlab: ownersOf('gitlab'),
      terraform: ownersOf('terraform'),
    },
    reviewers: (trust?.getOptionalStringArray('reviewers') ?? []).map(
      (ref, index) => entityRef(ref, `irsa.trust.reviewers[${index}]`),
    ),
  };
}

function account(id: string, key: string): string {
  if (!ACCOUNT.test(id)) {
    throw new InputError(
      `${key} is '${id}'. Write the twelve digits of an AWS account in quotes, for example '111122223333'.`,
    );
  }
  return id;
}

function entityRef(ref: string, key: string): string {
  try {
    return stringifyEntityRef(parseEntityRef(ref));
  } catch {
    throw new InputError(
      `${key} is '${ref}'. Write the entity ref of a user or group, for example 'group:default/security'.`,
    );
  }
}
