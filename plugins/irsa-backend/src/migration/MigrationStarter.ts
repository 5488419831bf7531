import { randomUUID } from 'node:crypto';
import { InputError, NotFoundError } from '@backstage/errors';
import {
  Manager,
  MigrationRequest,
  workloadId,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { PlanExecution, StoredPlan } from '../plan/types';
import { transact } from '../shared/transaction';
import { ControlParts } from './ControlParts';
import { LockedError, StalePlanError } from './model/errors';
import { assertStartable } from './startChecks';
import { lockNames } from './store/Locks';
import { NewMigrationRecord } from './store/changes';

/** Starts migrations: the plan is compared with the world once more, its locks are taken, its record is written. */
export class MigrationStarter {
  constructor(private readonly parts: ControlParts) {}

  /**
   * Returns the id of the migration; the same one for the same idempotency key. Throws as `MigrationService.start` says.
   */
  async start(request: MigrationRequest, startedBy: string): Promise<string> {
    const known = await this.parts.store.findByIdempotencyKey(
      startedBy,
      request.idempotencyKey,
    );
    if (known) {
      if (known.planId !== request.planId) {
        throw new InputError(
          'This idempotency key was used for another plan. Send a new one.',
        );
      }
      return known.id;
    }
    const { plans, database, store, locks } = this.parts;
    const stored = await plans.get(request.planId);
    if (stored.plan.status === 'used') {
      await this.refuseUsed(request.planId);
    }
    const execution = await this.assertStillTrue(stored, request, startedBy);
    const record = newRecord(
      stored,
      execution,
      request,
      startedBy,
      this.parts.now(),
    );
    // It only reads its key, so that all that have the same one can leave it at once.
    const { workload, others } = lockNames(execution, { key: false });
    try {
      await transact(database, async transaction => {
        await locks.take(record.id, [workload, ...others], transaction);
        await store.insert(record, transaction);
      });
    } catch (error) {
      // A second request at the same moment.
      const twin = await store.findByIdempotencyKey(
        startedBy,
        request.idempotencyKey,
      );
      if (twin) {
        return twin.id;
      }
      throw error;
    }
    await plans.markUsed(request.planId);
    await this.parts.say(record.id, `${startedBy} started the migration.`);
    await this.parts.onStatus({
      ...record,
      lastSeq: 0,
      claimNumber: 0,
      actNumber: 0,
    });
    this.parts.wake();
    return record.id;
  }

  /** Throws LockedError with the migration that the plan has become: another tab, or another person, was faster. */
  private async refuseUsed(planId: string): Promise<void> {
    const started = await this.parts.store.findByPlan(planId);
    if (started) {
      throw new LockedError(
        `${started.startedBy} has started this plan already.`,
        started.id,
      );
    }
  }

  /** Throws StalePlanError, with the id of a new plan, when the world is not as the plan says. */
  private async assertStillTrue(
    stored: StoredPlan,
    request: MigrationRequest,
    startedBy: string,
  ): Promise<PlanExecution> {
    const { plans } = this.parts;
    try {
      const execution = assertStartable(
        stored,
        request,
        this.parts.now(),
        await this.managerOf(stored.plan.workload),
      );
      const drift = await plans.drift(stored);
      if (drift.length > 0) {
        throw new StalePlanError(
          'What the plan was made from has changed since.',
          drift,
        );
      }
      return execution;
    } catch (error) {
      if (!(error instanceof StalePlanError)) {
        throw error;
      }
      if (stored.plan.hash !== request.planHash) {
        throw error;
      }
      const fresh = await plans.create(
        stored.plan.request ?? stored.request,
        startedBy,
      );
      throw new StalePlanError(
        `${error.message} A new plan was made.`,
        error.changedSince,
        fresh.id,
      );
    }
  }

  /** Who manages the workload, as the page shows it too. The comparison with the cluster comes afterwards. */
  private async managerOf(ref: WorkloadRef): Promise<Manager | undefined> {
    try {
      return (await this.parts.inventory.get(ref)).manager;
    } catch (error) {
      if (error instanceof NotFoundError) {
        return undefined;
      }
      throw error;
    }
  }
}

function newRecord(
  stored: StoredPlan,
  execution: PlanExecution,
  request: MigrationRequest,
  startedBy: string,
  now: number,
): NewMigrationRecord {
  const { target } = stored.plan;
  return {
    id: randomUUID(),
    planId: request.planId,
    planHash: request.planHash,
    idempotencyKey: request.idempotencyKey,
    workloadId: workloadId(execution.workload),
    status: 'queued',
    direction: 'forward',
    execution,
    facts: {
      entityRef: stored.plan.entityRef,
      ownerRef: stored.plan.ownerRef,
      target: {
        accountId: target.accountId,
        roleArn: target.roleArn,
        policyArn: target.policyArn,
        serviceAccountName: target.serviceAccountName,
        subject: target.subject,
        audience: target.audience,
        identity: target.identity,
        userName: target.userName,
        keyLast4: target.keyLast4,
        keyFingerprint: execution.key?.fingerprint,
        secretNames: target.secretNames,
      },
    },
    state: { proofs: [] },
    startedBy,
    startedAt: new Date(now).toISOString(),
  };
}
