import { Workload } from 'backstage-plugin-irsa-common';
import { IamAccessKey, IamSnapshot, IamUser } from '../../accounts/types';

/** The user to whom one of the keys belongs. */
export function findUser(
  keys: Workload['keys'],
  { users }: Pick<IamSnapshot, 'users'>,
): { key?: IamAccessKey; user?: IamUser } {
  const fingerprints = keys.map(({ fingerprint }) => fingerprint);
  for (const user of users) {
    const key = user.keys.find(({ fingerprint }) =>
      fingerprints.includes(fingerprint),
    );
    if (key) {
      return { key, user };
    }
  }
  return {};
}
