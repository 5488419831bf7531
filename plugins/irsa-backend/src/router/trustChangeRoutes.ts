import {
  irsaTrustPolicyApplyPermission,
  irsaTrustPolicyReadPermission,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { scrub } from '../shared/scrub';
import { Subjects } from '../subjects/Subjects';
import { TrustChanges, TrustRequests } from '../trust/changes/types';
import { guarded, Guards } from './guarded';

/** Applying proposed trust policies, and taking that back. The policies themselves are in the database and not in the audit record. */
export function addTrustChangeRoutes(
  router: Router,
  options: Guards & {
    trustChanges: TrustChanges;
    trustRequests: TrustRequests;
    subjects: Subjects;
  },
): void {
  const { trustChanges, trustRequests, subjects } = options;
  const about = ({ params }: Request) =>
    subjects.role(params.accountId, params.roleName);
  const refOf = ({ params: { accountId, roleName } }: Request) => ({
    accountId,
    roleName,
  });
  const changes = '/roles/:accountId/:roleName/changes';
  router.get(
    changes,
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      about,
      event: { id: 'role-change-list', severity: 'low' },
      meta: request => refOf(request),
      handle: async ({ request, response }) => {
        response.json({ items: await trustChanges.list(refOf(request)) });
      },
    }),
  );
  router.post(
    changes,
    guarded(options, {
      permission: irsaTrustPolicyApplyPermission,
      about,
      event: { id: 'role-change-apply', severity: 'high' },
      meta: request => ({
        ...refOf(request),
        policyHash: request.body.policyHash,
        reason: scrub(request.body.reason),
      }),
      handle: async ({ request, response, actor, note }) => {
        const change = await trustChanges.apply(
          refOf(request),
          request.body,
          actor,
        );
        note({
          changeId: change.id,
          rules: change.rules,
          removed: change.effect.removed.length,
          outcome: change.state,
        });
        response.status(201).json(change);
      },
    }),
  );
  router.post(
    '/roles/:accountId/:roleName/change-requests',
    guarded(options, {
      permission: irsaTrustPolicyApplyPermission,
      about,
      event: { id: 'role-change-request', severity: 'high' },
      meta: request => ({
        ...refOf(request),
        policyHash: request.body.policyHash,
        source: scrub(request.body.source),
        reason: scrub(request.body.reason),
      }),
      handle: async ({ request, response, actor, note }) => {
        const opened = await trustRequests.open(
          refOf(request),
          request.body,
          actor,
        );
        note({ url: opened.url, path: opened.path, outcome: opened.state });
        response.status(201).json(opened);
      },
    }),
  );
  router.post(
    `${changes}/:changeId/rollback`,
    guarded(options, {
      permission: irsaTrustPolicyApplyPermission,
      about,
      event: { id: 'role-change-rollback', severity: 'high' },
      meta: request => ({
        ...request.params,
        reason: scrub(request.body.reason),
      }),
      handle: async ({ request, response, actor, note }) => {
        const change = await trustChanges.rollBack(
          refOf(request),
          request.params.changeId,
          request.body.reason,
          actor,
        );
        note({ takenBackBy: change.id, outcome: change.state });
        response.status(201).json(change);
      },
    }),
  );
}
