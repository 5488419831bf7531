import { isAwsError } from '../../accounts/iam';
import { SeenAwsHalf } from '../awsHalf/AwsHalf';
import { compareAwsHalf } from '../awsHalf/compareAwsHalf';
import { readAwsHalf } from '../awsHalf/readAwsHalf';
import { StepFailedError, WaitsForOthersError } from '../model/errors';
import { Step, StepContext } from '../model/Step';

/**
 * Waits until code has made provider, policy and role as planned. It reads, compares and writes nothing. It may take days, and holds no
 * worker.
 */
export const awaitAwsHalf: Step = {
  id: 'await-aws-half',
  async ensure(context) {
    const { execution, memory } = context;
    const { role, accountId } = execution;
    const seen = await read(context);
    if (memory.wasThere === undefined) {
      const wasThere = { role: !!seen.role, provider: !!seen.provider };
      await context.remember({ wasThere });
    }
    const differences = compareAwsHalf(seen, execution);
    if (differences.length === 0) {
      await assertAsPlanned(context);
      return {
        outcome: 'adopted',
        detail: `${role.arn} is as planned in IAM: trust policy, the rights and Denies of its policies, boundary and provider were read, and policies of the organization were not. Code keeps them.`,
      };
    }
    throw new WaitsForOthersError(
      `whoever applies AWS as code in account ${accountId}`,
      `IAM is not as planned. ${differences
        .map(({ message }) => message)
        .join(' ')}`,
      undefined,
      differences,
    );
  },
  async undo({ execution: { role } }) {
    return `Role ${role.name}, its policy and the provider are left to the code that makes them.`;
  },
};

/**
 * After days, user, key, Secrets or ServiceAccount may be others than those the role was planned for. The workload itself may have been
 * deployed meanwhile: its change is checked when it is made. Throws StepFailedError.
 */
async function assertAsPlanned(context: StepContext): Promise<void> {
  if (!context.state.waitingFor) {
    return;
  }
  const { kind, namespace, name } = context.execution.workload;
  const moved = (await context.read(() => context.drift())).filter(
    ({ object }) => object !== `${kind} ${namespace}/${name}`,
  );
  if (moved.length > 0) {
    throw new StepFailedError(
      `While the migration waited for code, what its plan was made from has changed: ${moved
        .map(({ object }) => object)
        .join(', ')}. Make a new plan.`,
    );
  }
}

/** What the portal may not read, somebody has to allow: nothing was changed, so nothing is taken back for it. */
async function read(context: StepContext): Promise<SeenAwsHalf> {
  try {
    return await readAwsHalf(context);
  } catch (error) {
    if (!isAwsError(error, 'AccessDenied')) {
      throw error;
    }
    throw new WaitsForOthersError(
      'whoever looks after the portal',
      `The portal may not read role ${
        context.execution.role.name
      }, its policies or the provider: ${
        (error as Error).message
      } Give it the policy portal-iam-auditor.json.`,
    );
  }
}
