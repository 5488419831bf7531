import { isAccountError } from '../../accounts/AccountError';
import { findAccessKey } from '../../accounts/findAccessKey';
import { PlanExecution } from '../../plan/types';
import { isKeyOfAws } from '../../plan/world/keysOfSecret';
import { keysInSecret } from '../kubernetes/keysInSecret';
import { readNamedSecret, servesTheWayBack } from '../kubernetes/namedSecret';
import { NeedsHumanError } from '../model/errors';
import { StepContext } from '../model/Step';

/**
 * Makes sure that the Secrets from which the old Pods take their key are there with it, before anything is taken back: a Pod whose
 * data key is missing does not start, and one that gets a key which is off does not work. Returns what is other than before; empty
 * when nothing is. Throws NeedsHumanError.
 */
export async function assertSecrets(context: StepContext): Promise<string> {
  const { workload, secrets, key } = context.execution;
  const said: string[] = [];
  let isAnyKey = secrets.length === 0;
  for (const { name, awsKeys = [] } of secrets) {
    const title = `Secret ${workload.namespace}/${name}`;
    const found = await readNamedSecret(context, name);
    if (!found.isThere) {
      throw new NeedsHumanError(
        `${title} is not there any more: Pods that name it could not start. Create it again, then roll back once more.`,
      );
    }
    if (!servesTheWayBack(found)) {
      throw withoutKey(title, found.missing.join(', ') || 'any data');
    }
    const held = await keysInSecret(context, context.config, name);
    isAnyKey ||=
      held?.length !== 0 ||
      !found.names ||
      found.names.some(each => isKeyOfAws(each, awsKeys));
    if (key && held?.length) {
      said.push(...(await otherKeys(context, key, held, title)));
    }
  }
  if (key && !isAnyKey) {
    const names = secrets.map(({ name }) => name).join(', ');
    throw withoutKey(`Secret ${workload.namespace}/${names}`, 'any AWS key');
  }
  return said.join(' ');
}

function withoutKey(title: string, missing: string): NeedsHumanError {
  return new NeedsHumanError(
    `${title} is without ${missing}, which the old Pods took from it: they could not start, or not work. Nothing was taken back yet. Write it again, then roll back once more.`,
  );
}

/** Somebody may have written another key into it since. One that AWS shows as off is none to go back to. */
async function otherKeys(
  context: StepContext,
  key: NonNullable<PlanExecution['key']>,
  held: NonNullable<Awaited<ReturnType<typeof keysInSecret>>>,
  title: string,
): Promise<string[]> {
  if (held.some(({ fingerprint }) => fingerprint === key.fingerprint)) {
    return [];
  }
  const said: string[] = [];
  for (const { fingerprint, last4 } of held) {
    const holds = `${title} holds the key ••••${last4} by now, not ••••${key.last4}`;
    const status = await statusOf(context, {
      fingerprint,
      userName: key.userName,
    });
    if (status === 'Inactive') {
      throw new NeedsHumanError(
        `${holds}, and AWS shows that one as switched off: the old Pods could not work. Nothing was taken back yet. Write a key that works into it, or let it be switched on, then roll back once more.`,
      );
    }
    said.push(
      status === 'Active'
        ? `${holds}. AWS shows it as active.`
        : `${holds}. Whether AWS accepts it is not known: no user of account ${context.execution.accountId} was seen to have it.`,
    );
  }
  return said;
}

/** Undefined when the account of the migration does not tell. */
async function statusOf(
  context: StepContext,
  key: Parameters<typeof findAccessKey>[1],
): Promise<string | undefined> {
  try {
    const found = await context.read(() => findAccessKey(context.account, key));
    return found?.status;
  } catch (error) {
    if (isAccountError(error, 'denied')) {
      return undefined;
    }
    throw error;
  }
}
