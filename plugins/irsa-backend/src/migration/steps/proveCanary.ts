import { canaryTitle } from '../kubernetes/canary';
import { workloadTitle } from '../kubernetes/objects';
import { troubleWithLog } from '../kubernetes/waitForRollout';
import { NeedsHumanError, StepFailedError } from '../model/errors';
import { Step, StepContext, StepResult } from '../model/Step';
import { CanaryVerdict } from './CanaryVerdict';
import { lookAtPod } from './lookAtPod';
import { lookAtRun } from './lookAtRun';
import { lookUntil } from './lookUntil';
import { takeCanaryBack } from './takeCanaryBack';

/**
 * One Pod of the template of after the cut-over runs beside the others; of a CronJob it is one run. Only when it is ready on the role,
 * and stays so, or when the run has succeeded, is the workload changed. What it cannot tell, such as that no node has room for it, is
 * said and is no failure.
 */
export const proveCanary: Step = {
  id: 'prove-canary',
  async ensure(context) {
    try {
      return await resultOf(
        context,
        await lookUntil<CanaryVerdict>(context, () =>
          isRun(context) ? lookAtRun(context) : lookAtPod(context),
        ),
      );
    } catch (error) {
      // What waits for a person leaves no canary behind.
      if (error instanceof NeedsHumanError) {
        await takeCanaryBack(context);
      }
      throw error;
    }
  },
  undo: takeCanaryBack,
  rest: takeCanaryBack,
};

function isRun({ execution }: Pick<StepContext, 'execution'>): boolean {
  return execution.workload.kind === 'CronJob';
}

/** Throws StepFailedError when it does not work. */
async function resultOf(
  context: StepContext,
  verdict: CanaryVerdict,
): Promise<StepResult> {
  const title = canaryTitle(context);
  if ('proven' in verdict) {
    return {
      outcome: 'proven',
      detail: `${title} ${verdict.proven}. ${await takeCanaryBack(context)}`,
    };
  }
  if ('notProven' in verdict) {
    const said = `Not proven by a canary: ${verdict.notProven}.`;
    await context.say(said, 'warning');
    const { creating, suspending } = context.memory;
    if (creating || suspending) {
      await context.say(await takeCanaryBack(context));
    }
    return { outcome: 'unchanged', detail: said };
  }
  const { failed } = verdict;
  throw new StepFailedError(
    `A ${isRun(context) ? 'run' : 'Pod'} of ${workloadTitle(
      context.execution.workload,
    )} with the role does not work, tried as ${title} beside the others: ${
      typeof failed === 'string'
        ? failed
        : await troubleWithLog(context, failed)
    }`,
  );
}
