import { RoleInView } from '../types';
import {
  AcceptedFinding,
  Role,
  RoleReview,
  RoleReviewSummary,
} from 'backstage-plugin-irsa-common';

export interface RoleRef {
  accountId: string;
  roleName: string;
}

export interface SignOffRequest {
  /** Of the policy that the reviewer has looked at. */
  policyHash: string;
  comment: string;
  /** How long it holds. */
  days: number;
}

export interface AcceptRequest {
  policyHash: string;
  ruleId: string;
  /** Index of the finding's statement; absent when it is about the whole policy. */
  statement?: number;
  reason: string;
  /** ISO 8601, at most a year ahead. */
  endsAt: string;
}

/** Sign-offs of trust policies, and findings that are accepted until a day. */
export interface TrustReviewService {
  /** Throws NotFoundError. */
  get(role: RoleRef): Promise<RoleReview>;
  /** The review of a role that was read before. */
  of(view: RoleInView): Promise<RoleReview>;
  /**
   * Signs the policy off. Reads the role from IAM first: throws ConflictError with `changedSince` when it is not the one that the reviewer
   * has looked at, NotAllowedError when the reviewer has changed it last, and InputError for a comment that is missing or holds a key.
   */
  sign(
    role: RoleRef,
    request: SignOffRequest,
    actor: string,
  ): Promise<RoleReview>;
  /** Throws as `sign` does, and ConflictError when there is no such finding or it is accepted already. */
  accept(
    role: RoleRef,
    request: AcceptRequest,
    actor: string,
  ): Promise<AcceptedFinding>;
  /** Throws NotFoundError, and ConflictError when it is no longer in force. */
  withdraw(role: RoleRef, id: string, actor: string): Promise<AcceptedFinding>;
  /** How each role stands, by ARN. */
  summaries(roles: Role[]): Promise<Map<string, RoleReviewSummary>>;
}
