import { accountNotConnected } from './notConnected';
import { answer, PlanCheck } from './PlanCheck';

export const accessKey: PlanCheck = context => {
  const notRead = accountNotConnected(context);
  if (notRead) {
    return notRead;
  }
  const { world, key, user } = context;
  const [first] = world.workload.keys;
  if (!key || !user) {
    return answer('access-key', 'F30', {
      state: 'blocked',
      params: first ? { keyLast4: first.last4 } : {},
      message: first
        ? `The key ending in ${first.last4} belongs to no IAM user that the portal can see, so what the role must be allowed is not known.`
        : 'Which access key the workload gets is not known, so neither is what the role must be allowed.',
      evidence: first
        ? `State of the key: ${first.state}.`
        : `Read level ${world.workload.readLevel}.`,
      fix: first
        ? 'Configure the account that the key belongs to under aws.accounts, with the auditor policy.'
        : 'Allow the portal to read the named Secret (irsa.readLevel: 2).',
    });
  }
  const distinct = new Set(
    world.workload.keys.map(({ fingerprint }) => fingerprint),
  );
  if (distinct.size > 1) {
    return answer('access-key', 'F30', {
      state: 'blocked',
      params: { count: distinct.size },
      message: `The workload gets ${distinct.size} different AWS keys. One Pod has one role.`,
      evidence: 'Access keys found behind its references.',
      fix: 'Split the workload, or let one of the users have all rights and one key, first.',
    });
  }
  if (key.status === 'Inactive') {
    return answer('access-key', 'F30', {
      state: 'warning',
      params: { keyLast4: key.last4, userName: user.name },
      message: `Key …${key.last4} of ${user.name} is switched off already: the way back would lead to a key that does not work.`,
      evidence: `IAM user ${user.name} in account ${key.accountId}, as of ${key.asOf}.`,
      fix: 'Go on if the service does not work now anyway.',
    });
  }
  return answer('access-key', 'F30', {
    state: 'passed',
    params: { keyLast4: key.last4, userName: user.name },
    message: `Key …${key.last4} belongs to IAM user ${user.name} and is active.`,
    evidence: `IAM user ${user.name} in account ${key.accountId}, as of ${key.asOf}.`,
  });
};
