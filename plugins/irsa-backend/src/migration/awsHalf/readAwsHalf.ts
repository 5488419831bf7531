import { readProvider, readRole } from '../../accounts/iam';
import { readRoleRights } from '../../accounts/roleRights';
import { ReadContext } from '../model/Step';
import { SeenAwsHalf } from './AwsHalf';

/** Reads provider and role of a migration from IAM, now. Changes nothing. Throws what the SDK throws. */
export async function readAwsHalf({
  execution,
  account: { iam },
  read,
}: ReadContext): Promise<SeenAwsHalf> {
  const { provider, role, podIdentity } = execution;
  const [seenProvider, found] = await read(() =>
    Promise.all([
      podIdentity ? undefined : readProvider(iam, provider.arn),
      readRole(iam, role.name),
    ]),
  );
  const seenRole = found && {
    ...found,
    rights: await read(() => readRoleRights(iam, role.name, found)),
  };
  return { provider: seenProvider, role: seenRole };
}
