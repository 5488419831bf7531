import { V1ServiceAccount } from '@kubernetes/client-node';
import { KINDS, objectPath, readObject } from 'backstage-plugin-irsa-node';
import {
  assumeWithToken,
  callerArn,
  DENY_ALL,
  isRefusal,
  stsRefusalInWords,
} from '../../accounts/assume';
import { backoffMs } from '../../shared/backoff';
import { isTransient } from '../../shared/isTransient';
import { statusOf } from '../../shared/statusOf';
import { StepFailedError } from '../model/errors';
import { requestToken } from '../kubernetes/serviceAccounts';
import {
  createServiceAccount,
  deleteServiceAccount,
} from './ownServiceAccount';
import { Step, StepContext } from '../model/Step';

const SUCCESSES = 3;
/** So that many Pods and migrations do not ask STS at the same moment. */
const BETWEEN_MS = { firstMs: 250, longestMs: 250 };
const WRONG_AUDIENCE = 'irsa-negative-test.invalid';

/**
 * Level 0: a token of the ServiceAccount is exchanged at STS for the role, before the workload is touched, and a wrong token is refused.
 * The session is under a deny-all policy, so that the portal never holds the application's rights.
 */
export const proveRole: Step = {
  id: 'prove-role',
  async ensure(context) {
    const { execution } = context;
    const { namespace } = execution.workload;
    const { name } = execution.serviceAccount;
    const account = await context.read(() =>
      readObject<V1ServiceAccount>(
        context.cluster,
        objectPath(KINDS.ServiceAccount, namespace, name),
      ),
    );
    if (!account) {
      if (execution.serviceAccount.action !== 'create') {
        throw new StepFailedError(
          `ServiceAccount ${namespace}/${name} is gone since the plan was made. Make a new plan.`,
        );
      }
      // Without annotations it has no effect.
      await createServiceAccount(context);
    }
    const arn = await proveAccepted(context);
    const refused = await proveRefused(context);
    await context.setProof({
      level: 'L0',
      state: 'proven',
      detail: `A token of ${namespace}/${name} was exchanged for ${arn}, three times; ${refused} was refused.`,
    });
    return {
      outcome: 'proven',
      detail: `STS gave ${arn} to the ServiceAccount and refused ${refused}.`,
    };
  },
  undo: deleteServiceAccount,
};

async function proveAccepted(context: StepContext): Promise<string> {
  const { execution, accounts, config } = context;
  const { role, region, provider, serviceAccount, workload } = execution;
  const sessionName = `preflight-${context.migrationId}`;
  const expected = `arn:${execution.partition}:sts::${execution.accountId}:assumed-role/${role.name}/${sessionName}`;
  const isOver = context.deadline(config.migration.propagationTimeoutMs);
  let successes = 0;
  let refusals = 0;
  let told = false;
  while (successes < SUCCESSES) {
    try {
      const arn = await context.call(
        {
          target: role.arn,
          intent: `assume by a token of ${workload.namespace}/${serviceAccount.name}, deny-all session`,
        },
        async () => {
          const token = await requestToken(
            context.cluster,
            workload.namespace,
            serviceAccount.name,
            provider.audience,
          );
          const session = await assumeWithToken(accounts, {
            region,
            roleArn: role.arn,
            token,
            sessionName,
            sessionPolicy: DENY_ALL,
          });
          return callerArn(accounts, region, session.credentials);
        },
      );
      if (arn !== expected) {
        throw new StepFailedError(
          `STS gave the identity ${arn} instead of ${expected}: it is not the STS of the plan's account. Check irsa.aws.endpoints.sts, then make a new plan.`,
        );
      }
      successes += 1;
      await context.sleep(backoffMs(1, BETWEEN_MS));
    } catch (error) {
      if (statusOf(error) === 403 && !isRefusal(error)) {
        throw new StepFailedError(
          `The portal may not request tokens of ServiceAccount ${
            workload.namespace
          }/${
            serviceAccount.name
          }. Grant it "create" on serviceaccounts/token. (${
            (error as Error).message
          })`,
        );
      }
      if (!isRefusal(error)) {
        throw error;
      }
      successes = 0;
      if (isOver()) {
        throw new StepFailedError(
          `The role ${role.arn} could not be assumed by ServiceAccount ${
            workload.namespace
          }/${serviceAccount.name}: ${stsRefusalInWords(error)}.`,
        );
      }
      if (!told) {
        told = true;
        await context.say(
          'AWS does not accept the role yet. It needs some seconds to know a new role everywhere.',
        );
      }
      refusals += 1;
      await context.sleep(
        backoffMs(refusals, { firstMs: 500, longestMs: 8_000 }),
      );
    }
  }
  return expected;
}

/** A role that accepts a wrong token is worse than none. Returns what was refused. */
async function proveRefused(context: StepContext): Promise<string> {
  const { execution } = context;
  const { namespace } = execution.workload;
  const { name } = execution.serviceAccount;
  const { audience } = execution.provider;
  const attempts = [
    ...(name === 'default'
      ? []
      : [
          {
            account: 'default',
            audience,
            what: `a token of ${namespace}/default`,
          },
        ]),
    {
      account: name,
      audience: WRONG_AUDIENCE,
      what: `a token with the audience ${WRONG_AUDIENCE}`,
    },
  ];
  for (const attempt of attempts) {
    let token: string;
    try {
      token = await context.read(() =>
        requestToken(
          context.cluster,
          namespace,
          attempt.account,
          attempt.audience,
        ),
      );
    } catch (error) {
      // Admission policies of the cluster may forbid this token. Then the next kind of wrong token is tried.
      if ([403, 404, 422].includes(statusOf(error) ?? 0)) {
        continue;
      }
      throw error;
    }
    await refuseOnce(context, token, attempt.what);
    return attempt.what;
  }
  throw new StepFailedError(
    `It could not be tried whether the role refuses other tokens: the portal may request none in ${namespace} but that of ${name}. Grant it "create" on serviceaccounts/token for ServiceAccount default.`,
  );
}

async function refuseOnce(
  context: StepContext,
  token: string,
  what: string,
): Promise<void> {
  const { role, region } = context.execution;
  const accepted = await context.call(
    { target: role.arn, intent: `assume by ${what}, must be refused` },
    async () => {
      try {
        await assumeWithToken(context.accounts, {
          region,
          roleArn: role.arn,
          token,
          sessionName: `negative-${context.migrationId}`,
          sessionPolicy: DENY_ALL,
        });
        return true;
      } catch (error) {
        if (!isTransient(error) && isRefusal(error)) {
          return false;
        }
        throw error;
      }
    },
  );
  if (accepted) {
    throw new StepFailedError(
      `The role ${role.arn} was given to ${what}, which must not get it. Its trust policy is too wide; nothing goes on with it.`,
    );
  }
}
