import { createExtensionPoint } from '@backstage/backend-plugin-api';
import { WorkloadRef } from 'backstage-plugin-irsa-common';

/**
 * What an ownership rule gets to see of a workload.
 *
 * @public
 */
export interface OwnershipFacts {
  workload: WorkloadRef;
  labels: Readonly<Record<string, string>>;
  /** Of the Pods that it makes. */
  templateLabels: Readonly<Record<string, string>>;
  /** Those that `irsa.ownership.workload.annotations` names; others may hold secrets. */
  annotations?: Readonly<Record<string, string>>;
  /** Of its namespace; absent when that was not read: the settings ask for none of it, or the right is missing. */
  namespaceLabels?: Readonly<Record<string, string>>;
  /** Those that `irsa.ownership.namespace.annotations` names. */
  namespaceAnnotations?: Readonly<Record<string, string>>;
}

/**
 * Whose a workload is.
 *
 * @public
 */
export interface Ownership {
  /** Entity ref of the owner, for example `group:default/payments`. */
  ownerRef: string;
  /** Entity ref of what it belongs to. */
  entityRef?: string;
  entityTitle?: string;
  /** How that is known, for example `label team: payments`. */
  linkedBy: string;
}

/**
 * Says whose a workload is that no catalog entity is linked to. Called for every workload of a scan: looks nothing up.
 *
 * @public
 */
export interface OwnershipRule {
  /** For people, for example `team label`. */
  name: string;
  /** Nothing where it does not know. */
  ownerOf(facts: OwnershipFacts): Ownership | undefined;
}

/** @public */
export interface OwnershipRuleExtensionPoint {
  addOwnershipRule(rule: OwnershipRule): void;
}

/**
 * Adds rules that name owners where the annotations of the catalog do not. The first that knows wins.
 *
 * @public
 */
export const ownershipRuleExtensionPoint =
  createExtensionPoint<OwnershipRuleExtensionPoint>({
    id: 'irsa.ownership-rules',
  });
