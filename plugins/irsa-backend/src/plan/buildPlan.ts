import { Check, Plan, statusWhenMade } from 'backstage-plugin-irsa-common';
import { canaryChoice } from './canaryChoice';
import { serviceAccountChoice } from './serviceAccountChoice';
import { behaviourWarnings } from './words/behaviour';
import { runChecks } from './checks';
import { dryRunChecks } from './checks/dryRunChecks';
import { commandsOf } from './words/commands';
import { Draft } from './draftExecution';
import { diffsOf } from './words/diffs';
import { digest } from '../shared/canonicalJson';
import { Images } from './patch/dryRun';
import { planHash } from './planHash';
import { preImages } from './patch/preImages';
import { sentencesOf } from './words/sentences';

/** A plan without id, times and author. */
export type PlanContent = Omit<
  Plan,
  'id' | 'createdAt' | 'expiresAt' | 'createdBy'
>;

/** Makes the plan that people read from the draft and the results of the server's dry run. Pure. */
export function buildPlan(
  { context, execution }: Draft,
  images: Images | undefined,
  /** Answers of the checks that this portal adds. */
  custom: readonly Check[] = [],
): PlanContent {
  const { world, target, provider, key } = context;
  const { workload } = world;
  const hasReferences = workload.references.some(
    ({ verdict }) => verdict !== 's3-compatible',
  );
  const isDone =
    !hasReferences &&
    !workload.references.some(({ verdict }) => verdict === 's3-compatible');
  const checks: Check[] = isDone
    ? []
    : [...runChecks(context), ...dryRunChecks(images), ...custom];
  const shown = isDone ? undefined : execution;
  return {
    hash: execution
      ? planHash(execution)
      : digest(preImages(world, context).map(image => image.digest)),
    workload: world.request.workload,
    entityRef: workload.entityRef,
    ownerRef: workload.ownerRef,
    status: statusWhenMade({
      isDone,
      canRun: execution !== undefined,
      checks,
    }),
    sentences: shown ? sentencesOf(context, shown) : [],
    warnings: shown ? behaviourWarnings(context) : [],
    checks,
    diffs: shown && images ? diffsOf(context, shown, images) : [],
    target: {
      accountId: world.account.id,
      roleName: target.roleName,
      rolePath: target.rolePath,
      roleArn: target.roleArn,
      policyArn: target.policyArn,
      boundaryArn: execution?.role.boundaryArn,
      providerUrl: provider.url,
      audience: provider.audience,
      identity: target.identity.kind,
      subject: target.subject,
      serviceAccountName: target.serviceAccountName,
      userName: key?.userName,
      keyLast4: key?.last4,
      keyFingerprint: key?.fingerprint,
      secretNames: execution?.secrets.map(({ name }) => name),
    },
    serviceAccountChoice: serviceAccountChoice(context),
    identityChoice: target.identity,
    canaryChoice: canaryChoice(context),
    awsHalf: context.awsHalf,
    soakDays: Math.round(world.settings.soakMs / 86_400_000),
    restarts: world.object.kind === 'CronJob' ? 0 : workload.health.desired,
    ...(shown ? { commands: commandsOf(shown, world.object) } : {}),
  };
}
