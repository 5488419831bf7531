import { PolicyDocument } from 'backstage-plugin-irsa-common';
import { throughBoundary } from '../../plan/policy/boundaryCuts';
import { Boundary } from '../boundary';
import { Grant, grantsIn } from './grants';

/** Two boundaries, as far as they make a difference between their identities. */
export interface BoundaryPair {
  /** How much of an entry the boundary lets through. */
  ofUser(grant: Pick<Grant, 'action' | 'resource'>): Part;
  ofRole(grant: Pick<Grant, 'action' | 'resource'>): Part;
  /** Why it is not known what the user may do, in words. */
  unknownOfUser?: string;
  /** Why it is not known what the role may do, in words. */
  unknownOfRole?: string;
}

type Part = ReturnType<typeof throughBoundary>;

/**
 * Compares the boundaries of user and role within a service. One that both have makes no difference, unless it depends on who asks. Pure.
 */
export function pairOf(
  service: string,
  user: Boundary | undefined,
  role: Boundary | undefined,
): BoundaryPair {
  const isShared = user?.arn === role?.arn;
  const part =
    (boundary: Boundary | undefined) =>
    ({ action, resource }: Pick<Grant, 'action' | 'resource'>): Part =>
      isShared || !boundary?.document
        ? 'whole'
        : throughBoundary(action, resource, boundary.document);
  return {
    ofUser: part(user),
    ofRole: part(role),
    ...(!isShared && {
      unknownOfUser: unread(user, 'user'),
    }),
    unknownOfRole:
      unread(role, 'role') ??
      (isShared && role?.document && asksWho(role.document, service)
        ? `What the permissions boundary ${role.arn} of both lets through depends on who asks, and the role is somebody else.`
        : undefined),
  };
}

function unread(
  boundary: Boundary | undefined,
  whose: 'user' | 'role',
): string | undefined {
  return boundary && !boundary.document
    ? `The permissions boundary ${boundary.arn} of the ${whose} could not be read, so what it lets through is not known. Give the portal iam:GetPolicy and iam:GetPolicyVersion.`
    : undefined;
}

function asksWho(document: PolicyDocument, service: string): boolean {
  const { grants, denies, allowsInAnotherWay } = grantsIn([document], service);
  return [...grants, ...denies, ...allowsInAnotherWay].some(
    each => each.asksWho,
  );
}
