import { ConflictError } from '@backstage/errors';
import { wordsOf } from '../../shared/databaseOutage';
import { AwsHalfDifference, Drift } from 'backstage-plugin-irsa-common';
import { FootingFact, footingInWords } from './Footing';

/** The world has changed since the plan was made. */
export class StalePlanError extends ConflictError {
  readonly changedSince: Drift[];
  readonly newPlanId?: string;

  constructor(message: string, changedSince: Drift[], newPlanId?: string) {
    super(message);
    this.changedSince = changedSince;
    this.newPlanId = newPlanId;
  }
}

/** Another migration holds the workload, its ServiceAccount, the role or the key. */
export class LockedError extends ConflictError {
  readonly migrationId: string;

  constructor(message: string, migrationId: string) {
    super(message);
    this.migrationId = migrationId;
  }
}

/** What the workload rests on is not as the migration left it, or could not be read: a key must not go now. */
export class FootingLostError extends ConflictError {
  readonly footing: FootingFact[];

  constructor(act: string, facts: FootingFact[]) {
    const footing = facts.filter(({ state }) => state !== 'holds');
    super(
      `${act} is refused, since what the workload rests on was read just now and does not hold.\n${footingInWords(
        footing,
      )}\nMend it, or roll the migration back.`,
    );
    this.footing = footing;
  }
}

/** A step may not be skipped, or what is there now may not be adopted. The message says why, and what is left to do. */
export class SettleRefusedError extends ConflictError {
  constructor(readonly step: string, message: string) {
    super(message);
  }
}

/** A step cannot be done, so the migration is rolled back. The message says what failed, why, and what to do. */
export class StepFailedError extends Error {
  name = 'StepFailedError';
}

/** Neither the old nor the new state was found, or the rollback failed. A human must decide. */
export class NeedsHumanError extends Error {
  name = 'NeedsHumanError';
}

/** Somebody else has to act first. The run ends as it is, holds nothing, and is taken up again later. */
export class WaitsForOthersError extends Error {
  name = 'WaitsForOthersError';

  /** @param whom - such as `whoever may merge in github.com/acme/deploy` */
  constructor(
    readonly whom: string,
    message: string,
    readonly url?: string,
    /** What code has not made as planned, one by one. */
    readonly awsHalf?: AwsHalfDifference[],
  ) {
    super(message);
  }
}

/** A step waits for time to pass. The run ends as it is, gives its worker to others, and the step begins anew after that time. */
export class LooksAgainError extends Error {
  name = 'LooksAgainError';

  constructor(readonly forMs: number) {
    super(`It is looked at again after ${forMs} ms.`);
  }
}

/** This process no longer holds the migration and must not write anything more. */
export class ClaimLostError extends Error {
  name = 'ClaimLostError';

  constructor() {
    super('Another process has taken over this migration.');
  }
}

/** A call was made, and before its answer could be journaled another process had taken the migration over. */
export class LateAnswerError extends ClaimLostError {
  name = 'LateAnswerError';
}

/** A rollback was requested while a step was waiting. */
export class TurnedAroundError extends Error {
  name = 'TurnedAroundError';
}

/** Someone asked for a stop while a step waited for something that cannot be reached. */
export class StoppedError extends Error {
  name = 'StoppedError';
}

/** Someone withdrew an act of the retirement before it had begun. */
export class WithdrawnError extends Error {
  name = 'WithdrawnError';
}

/** Nobody confirmed an act of the retirement in time. */
export class ExpiredError extends WithdrawnError {
  name = 'ExpiredError';
}

/** Ends a run without a change of status: the process stops, or another worker has taken the migration over. */
export class LeaveError extends Error {
  name = 'LeaveError';
}

/** The portal's own database failed. That says nothing about the step: the run ends as it is, and is taken up again. */
export class DatabaseLostError extends LeaveError {
  name = 'DatabaseLostError';

  constructor(readonly cause: unknown) {
    super(wordsOf(cause));
  }
}
