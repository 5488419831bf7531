import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { Check, WorkloadRef } from 'backstage-plugin-irsa-common';

/**
 * What a check of your own gets to see of a plan. No secret value is part of it.
 *
 * @public
 */
export interface PlanFacts {
  workload: WorkloadRef;
  /** Of the workload and of its namespace. */
  labels: Readonly<Record<string, string>>;
  namespaceLabels: Readonly<Record<string, string>>;
  /** The catalog entity and its owner, where the workload is linked. */
  entityRef?: string;
  ownerRef?: string;
  /** Empty when nothing tells which account the key is of. */
  accountId: string;
  region: string;
  /** The role that would be made, and the document of its policy where one can be derived. */
  roleName: string;
  rolePath: string;
  policyDocument?: string;
  serviceAccountName: string;
  /** The static key, where its user is known. */
  key?: { last4: string; userName: string; createdAt: string };
  /** Pods that the change replaces. */
  restarts: number;
}

/**
 * What a check says. Only `blocked` keeps a plan from being started.
 *
 * @public
 */
export interface PlanCheckAnswer {
  state: Check['state'];
  /** One sentence. */
  message: string;
  /** What was looked at. */
  evidence: string;
  /** What to do about it. */
  fix?: string;
}

/**
 * One more question that is asked before anything is changed.
 *
 * @public
 */
export interface CustomPlanCheck {
  /** Lower case with hyphens, for example `change-freeze`; shown with the prefix `custom-`. */
  id: string;
  /**
   * Answers within ten seconds, or nothing where the question does not arise. One that throws or is late counts as
   * `blocked`: a plan that nobody could judge is not started.
   */
  check(
    facts: PlanFacts,
    signal: AbortSignal,
  ): Promise<PlanCheckAnswer | undefined>;
}

/** @public */
export interface PlanCheckExtensionPoint {
  addPlanCheck(check: CustomPlanCheck): void;
}

/**
 * Adds checks to each plan, after the built-in ones.
 *
 * @public
 */
export const planCheckExtensionPoint =
  createExtensionPoint<PlanCheckExtensionPoint>({ id: 'irsa.plan-checks' });
