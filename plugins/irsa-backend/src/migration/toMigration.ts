import { Migration } from 'backstage-plugin-irsa-common';
import { outageInWords } from './engine/Sight';
import { ActVerdict } from './model/verdict';
import { stepWith } from './steps';
import { StepId } from './model/stepIds';
import {
  MigrationRecord,
  MigrationState,
  StepRecord,
  WORK_STATUSES,
} from './model/records';
import { proofsNow } from './proofsNow';

/** The migration as the API shows it. */
export function toMigration(
  record: MigrationRecord,
  steps: StepRecord[],
  verdict: ActVerdict,
  durations: Map<StepId, number[]>,
): Migration {
  const { execution, facts } = record;
  const state = record.direction === 'back' ? ofRollback(record) : record.state;
  return {
    id: record.id,
    planId: record.planId,
    planHash: record.planHash,
    workload: execution.workload,
    entityRef: facts.entityRef,
    ownerRef: facts.ownerRef,
    status: record.status,
    statusReason: reasonOf(record),
    steps: steps.map(step => ({
      id: step.step,
      key: step.step,
      state: step.state,
      outcome: step.outcome,
      detail: step.detail,
      startedAt: step.startedAt,
      finishedAt: step.finishedAt,
      usualSeconds: median(durations.get(step.step)),
      restartsPods: stepWith(step.step)?.restartsPods ?? false,
      reversible: true,
    })),
    proofs: proofsNow(state, execution),
    target: facts.target,
    waitingFor: waitingOf(record),
    requests: state.requests,
    pods: state.pods,
    soak: state.soak,
    ...secretOf(state),
    deletedSecrets: state.deletedSecrets,
    act: actOf(record),
    startedBy: record.startedBy,
    startedAt: record.startedAt,
    finishedAt: record.finishedAt,
    rollbackReason: record.rollbackReason,
    stuckAt: record.status === 'needsHuman' ? state.stuckAt : undefined,
    afterRollback: state.afterRollback,
    drift: state.drift,
    heartbeatAt:
      record.heartbeat === undefined
        ? undefined
        : new Date(record.heartbeat).toISOString(),
    lastSeq: record.lastSeq,
    possible: verdict.possible,
    withReason: verdict.withReason,
    guards: verdict.guards,
  };
}

/** Whom it waits for, while it is on its way, or its request for a Secret is. */
function waitingOf({
  status,
  state: { waitingFor, secretRequest },
}: MigrationRecord): Migration['waitingFor'] {
  if (!waitingFor || !(WORK_STATUSES.includes(status) || secretRequest)) {
    return undefined;
  }
  const { looks, ...shown } = waitingFor;
  return shown;
}

/** The act that was asked for, else what became of the latest one. */
function actOf({ act, state }: MigrationRecord): Migration['act'] {
  if (!act) {
    return state.lastAct;
  }
  const { request, by, askedAt, confirmedBy, waitsForSecond } = act;
  const run = state.actRun?.id === act.id ? state.actRun : undefined;
  const progress = run ? ('running' as const) : ('asked' as const);
  return {
    act: request.act,
    by,
    confirmedBy,
    askedAt,
    state: waitsForSecond ? 'waits' : progress,
    ...(waitsForSecond && { expiresAt: act.expiresAt, told: act.told }),
    startedAt: run?.startedAt,
    message: state.outage && outageInWords(state.outage),
  };
}

/** An outage first: that is what the migration waits for now. */
function reasonOf({
  statusReason,
  state: { outage },
}: MigrationRecord): string | undefined {
  const reasons = [outage && outageInWords(outage), statusReason];
  return reasons.filter(Boolean).join('\n') || undefined;
}

/** What was proven of the role, and what the soak has seen, says nothing once the workload goes back to its key. */
function ofRollback({ state }: MigrationRecord): MigrationRecord['state'] {
  return {
    ...state,
    proofs: [],
    soak: undefined,
    secretState: undefined,
    secretLook: undefined,
  };
}

/** To a tenth of a second. */
function median(values: number[] | undefined): number | undefined {
  if (!values?.length) {
    return undefined;
  }
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length >> 1;
  const value =
    sorted.length % 2 === 1
      ? sorted[middle]
      : (sorted[middle - 1] + sorted[middle]) / 2;
  return Math.round(value * 10) / 10;
}

/** What was last seen of the Secrets of the way back, and when; that nobody deleted them through this migration is no answer. */
function secretOf({
  secretState,
  secretLook,
}: MigrationState): Pick<
  Migration,
  'secretState' | 'secretAsOf' | 'goneSecrets'
> {
  if (secretState !== 'present') {
    return { secretState };
  }
  if (!secretLook) {
    return { secretState: 'notKnown' };
  }
  const { asOf, gone, notRead } = secretLook;
  const unread = notRead.length > 0 ? 'notKnown' : 'present';
  return {
    secretState: gone.length > 0 ? 'gone' : unread,
    secretAsOf: asOf,
    goneSecrets: gone.length > 0 ? gone : undefined,
  };
}
