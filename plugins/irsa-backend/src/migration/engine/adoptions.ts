import { Workload } from 'backstage-plugin-irsa-common';
import { findAccessKey } from '../../accounts/findAccessKey';
import { readPolicy, readRole, samePolicy } from '../../accounts/iam';
import { Inventory } from '../../inventory/types';
import { PlanExecution } from '../../plan/types';
import { readServiceAccount } from '../kubernetes/annotations';
import { workloadTitle } from '../kubernetes/objects';
import { annotationsOf } from '../kubernetes/serviceAccounts';
import { SettleRefusedError } from '../model/errors';
import { StepMemory } from '../model/records';
import { StepContext } from '../model/Step';
import { StepId } from '../model/stepIds';

/** What an adoption records. */
export interface Adoption {
  /** What is there, in one sentence. */
  said: string;
  /** What the migration wants from now on. */
  execution?: PlanExecution;
  /** Added to the memory of the step. */
  memory?: StepMemory;
  /** Steps that others have undone. */
  undone?: StepId[];
}

export interface AdoptionSight {
  context: StepContext;
  inventory: Pick<Inventory, 'refresh'>;
}

/**
 * Reads what is there now, and says what is recorded of it. Nothing outside is changed. Throws SettleRefusedError when the
 * migration may not rest on it: nobody is given more rights than planned, and no workload is left without a credential.
 */
export const adoptions: Partial<
  Record<StepId, (sight: AdoptionSight) => Promise<Adoption>>
> = {
  'ensure-policy': async ({ context }) => {
    const { policy } = context.execution;
    const found = await context.read(() =>
      readPolicy(context.account.iam, policy.arn),
    );
    if (!found || !samePolicy(found.document, policy.document)) {
      throw refused(
        context,
        found
          ? `The policy ${policy.arn} has another document than planned, and whoever made it may count on that. Write the planned document into it, or roll back and plan with another role name.`
          : `There is no policy ${policy.arn} by now. Continue: the step makes it.`,
      );
    }
    return {
      said: `The policy ${policy.arn} has the planned document, and stays with whoever made it.`,
      memory: { adopted: true },
    };
  },

  'ensure-role': async ({ context }) => {
    const { role, policy } = context.execution;
    const found = await context.read(() =>
      readRole(context.account.iam, role.name),
    );
    if (!found) {
      throw refused(
        context,
        `There is no role ${role.name} by now. Continue: the step makes it.`,
      );
    }
    const differs = [
      ...(found.arn === role.arn ? [] : [`its path (${found.arn})`]),
      ...(samePolicy(found.trust, role.trustDocument)
        ? []
        : ['its trust policy']),
      ...(found.attached.includes(policy.arn)
        ? []
        : [`it lacks the policy ${policy.name}`]),
    ];
    if (differs.length > 0) {
      throw refused(
        context,
        `The role ${role.name} is not as planned: ${differs.join(
          ', ',
        )}. Put that right, or roll back and plan with another role name.`,
      );
    }
    return {
      said: `The role ${
        role.arn
      } trusts whom the plan says, has its policy and ${
        found.boundary ? `the boundary ${found.boundary}` : 'no boundary'
      }; it stays with whoever made it.`,
      memory: { adopted: true },
      execution: {
        ...context.execution,
        role: { ...role, boundaryArn: found.boundary, isAdopted: true },
      },
    };
  },

  'ensure-service-account': async ({ context }) => {
    const { execution } = context;
    const { serviceAccount } = execution;
    const account = await readServiceAccount(context);
    if (!account) {
      throw refused(
        context,
        `There is no ServiceAccount ${serviceAccount.name} by now. Roll back and make a new plan.`,
      );
    }
    const present = annotationsOf(account);
    const annotations = { ...serviceAccount.annotations };
    const previous = { ...serviceAccount.previous };
    const adopted: string[] = [];
    for (const key of Object.keys(annotations)) {
      const value = present[key];
      if (value === annotations[key] || value === previous[key]) {
        continue;
      }
      if (!/\/(sts-regional-endpoints|token-expiration)$/.test(key)) {
        throw refused(
          context,
          `The ServiceAccount has ${key}=${
            value ?? 'nothing'
          }, which decides what its Pods become. Put it right, or roll back.`,
        );
      }
      adopted.push(`${key}=${value ?? 'nothing'}`);
      if (value === undefined) {
        delete annotations[key];
        delete previous[key];
      } else {
        annotations[key] = value;
        previous[key] = value;
      }
    }
    return {
      said:
        adopted.length > 0
          ? `The ServiceAccount keeps ${adopted.join(', ')}.`
          : 'The ServiceAccount is as it was or as planned by now.',
      execution: {
        ...execution,
        serviceAccount: { ...serviceAccount, annotations, previous },
      },
    };
  },

  'begin-soak': givenBackByOthers,
  'cut-over': givenBackByOthers,
};

/** The way back is done when the workload gets keys that AWS accepts, whoever saw to that. */
async function givenBackByOthers({
  context,
  inventory,
}: AdoptionSight): Promise<Adoption> {
  const { workload: ref } = context.execution;
  const title = workloadTitle(ref);
  const { keys, asOf } = await context.read(() => inventory.refresh(ref));
  if (keys.length === 0) {
    throw refused(
      context,
      `${title} gets no static key, as read at ${asOf}: without its role it would have neither. Give it a key first, or close the migration as it is.`,
    );
  }
  for (const key of keys) {
    const status = await statusOf(context, key);
    if (status !== 'Active') {
      throw refused(
        context,
        `${title} gets key ••••${key.last4}, and AWS shows it as ${
          status ?? 'not known'
        }. Give it a key that AWS shows as active, or close the migration as it is.`,
      );
    }
  }
  return {
    said: `${title} gets ${keys
      .map(({ last4 }) => `key ••••${last4}`)
      .join(', ')}, active as read at ${asOf}.`,
    undone: ['begin-soak', 'cut-over'],
  };
}

/** As IAM tells it now; undefined when the key is in no user of the migration's account. */
async function statusOf(
  context: StepContext,
  { accountId, userName, fingerprint }: Workload['keys'][number],
): Promise<string | undefined> {
  if (accountId !== context.execution.accountId || !userName || !fingerprint) {
    return undefined;
  }
  const found = await context.read(() =>
    findAccessKey(context.account, { userName, fingerprint }),
  );
  return found?.status ?? 'deleted';
}

function refused(context: StepContext, message: string): SettleRefusedError {
  return new SettleRefusedError(context.step, message);
}
