import { TrustChange, RoleChangeRequest } from 'backstage-plugin-irsa-common';
import { RoleRef } from '../reviews/types';

export interface ApplyRequest {
  /** Of the policy that the user has looked at. */
  policyHash: string;
  /** The proposed policy that the user has looked at, as JSON. */
  policy: string;
  reason: string;
}

export interface TrustRequestAsk extends ApplyRequest {
  /** Address of the repository, or of a folder in it, that has the source of the role. */
  source: string;
}

/** Proposes trust policies where the source of a role is: Terraform, CloudFormation, or an object of ACK or Crossplane in a repository. */
export interface TrustRequests {
  /**
   * Opens the request, or brings the open one up to date. Throws as `TrustChanges.apply` does, InputError for an address of no
   * repository, ConflictError where the source cannot be changed, and what the host says.
   */
  open(
    role: RoleRef,
    request: TrustRequestAsk,
    actor: string,
  ): Promise<RoleChangeRequest>;
}

/** Writes proposed trust policies to IAM, and takes them back. */
export interface TrustChanges {
  /** Newest first. What is under way is read from IAM before. Throws NotFoundError. */
  list(role: RoleRef): Promise<TrustChange[]>;
  /**
   * Writes the proposal. Throws ConflictError when the role or the proposal is another one than the user has looked at (with
   * `changedSince`), when it would let anybody in or break somebody, when something else keeps the role, or when another change is under
   * way; NotAllowedError when IAM refuses; InputError for a reason that holds a key; ServiceUnavailableError when IAM, or who
   * keeps the role, cannot be read.
   */
  apply(
    role: RoleRef,
    request: ApplyRequest,
    actor: string,
  ): Promise<TrustChange>;
  /**
   * Writes back what was before the newest change, which must be seen written. Throws as `apply` does, NotFoundError, and ConflictError for
   * any other change.
   */
  rollBack(
    role: RoleRef,
    id: string,
    reason: string,
    actor: string,
  ): Promise<TrustChange>;
  /** Reads what became of changes whose end was not seen, as after a crash. Never throws. */
  settleAll(): Promise<void>;
}
