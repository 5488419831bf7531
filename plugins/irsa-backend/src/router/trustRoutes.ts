import {
  irsaTrustPolicyReadPermission,
  irsaTrustPolicyReviewPermission,
  ReviewState,
} from 'backstage-plugin-irsa-common';
import { Request, Response, Router } from 'express';
import { Access } from '../access/Access';
import { MigrationService } from '../migration/types';
import { Subjects } from '../subjects/Subjects';
import { scrub } from '../shared/scrub';
import { TrustExports, TrustFile } from '../trust/evidence/types';
import { ReachableRoles } from '../trust/reachable/ReachableRoles';
import { TrustReviewService } from '../trust/reviews/types';
import { TrustService } from '../trust/types';
import { TrustChanges, TrustRequests } from '../trust/changes/types';
import { guarded, Guards } from './guarded';
import { addTrustChangeRoutes } from './trustChangeRoutes';
import { pathOf, queryOf } from './validated';

export function addTrustRoutes(
  router: Router,
  options: Guards & {
    trust: TrustService;
    migrations: Pick<MigrationService, 'callersOfRole'>;
    reviews: TrustReviewService;
    trustExports: TrustExports;
    reachableRoles: Pick<ReachableRoles, 'find'>;
    trustChanges: TrustChanges;
    trustRequests: TrustRequests;
    subjects: Subjects;
  },
): void {
  const { trust, reviews, trustExports, reachableRoles, subjects } = options;
  const about = ({ params }: Request) =>
    subjects.role(params.accountId, params.roleName);
  const refOf = ({ params: { accountId, roleName } }: Request) => ({
    accountId,
    roleName,
  });
  const list = async (review: ReviewState | undefined, access: Access) => {
    const roles = await trust.list();
    const covered = access.within
      ? await subjects.coveredRoles(roles.items, access)
      : roles.items;
    const summaries = await reviews.summaries(covered);
    const items = covered
      .map(role => ({ ...role, review: summaries.get(role.arn) }))
      .filter(role => !review || role.review?.state === review);
    return { ...roles, items };
  };
  router.get(
    '/roles',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      isList: true,
      event: { id: 'role-list', severity: 'low' },
      handle: async ({ request, response, access }) => {
        const { review } = queryOf(request, '/roles');
        response.json(await list(review, access));
      },
    }),
  );
  router.get(
    '/roles/:accountId/:roleName',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      about,
      event: { id: 'role-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        response.json(
          await trust.get(request.params.accountId, request.params.roleName),
        );
      },
    }),
  );
  router.get(
    '/roles/:accountId/:roleName/callers',
    guarded(options, {
      // Addresses are personal data: for who reviews the role.
      permission: irsaTrustPolicyReviewPermission,
      about,
      event: { id: 'role-callers-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        const { accountId, roleName } = request.params;
        const { arn } = await trust.get(accountId, roleName);
        response.json(await options.migrations.callersOfRole(accountId, arn));
      },
    }),
  );
  router.get(
    '/reachable-roles',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      isList: true,
      event: { id: 'reachable-role-list', severity: 'low' },
      meta: request => ({ from: String(request.query.from) }),
      handle: async ({ request, response, access }) => {
        const covered = access.within
          ? await subjects.coveredRoles((await trust.list()).items, access)
          : undefined;
        response.json(
          await reachableRoles.find(
            queryOf(request, '/reachable-roles'),
            covered && new Set(covered.map(({ arn }) => arn)),
          ),
        );
      },
    }),
  );
  const one = '/roles/:accountId/:roleName';
  router.get(
    '/role-exports/:format',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      isList: true,
      // The data leaves the portal as a file, so this matters more than a page view.
      event: { id: 'role-export', severity: 'medium' },
      meta: request => ({ format: request.params.format }),
      handle: async ({ request, response, actor, access, note }) => {
        const { format } = pathOf(request, '/role-exports/{format}');
        const { review } = queryOf(request, '/role-exports/{format}');
        const listed = await list(review, access);
        const file = await trustExports.list(format, listed, actor);
        note({ roles: listed.items.length, sha256: file.sha256 });
        send(response, file);
      },
    }),
  );
  router.get(
    `${one}/evidence`,
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      about,
      event: { id: 'role-evidence-export', severity: 'medium' },
      meta: request => refOf(request),
      handle: async ({ request, response, actor, note }) => {
        const file = await trustExports.evidence(refOf(request), actor);
        note({ policyHash: file.policyHash, sha256: file.sha256 });
        send(response, file);
      },
    }),
  );
  router.get(
    `${one}/review`,
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      about,
      event: { id: 'role-review-read', severity: 'low' },
      meta: request => refOf(request),
      handle: async ({ request, response }) => {
        response.json(await reviews.get(refOf(request)));
      },
    }),
  );
  addTrustChangeRoutes(router, options);
  router.post(
    `${one}/sign-offs`,
    guarded(options, {
      permission: irsaTrustPolicyReviewPermission,
      about,
      event: { id: 'role-sign-off', severity: 'medium' },
      meta: request => ({
        ...refOf(request),
        policyHash: request.body.policyHash,
        days: request.body.days,
      }),
      handle: async ({ request, response, actor, note }) => {
        const review = await reviews.sign(
          refOf(request),
          { ...request.body, comment: request.body.comment ?? '' },
          actor,
        );
        const { signOff } = review;
        note({
          signOffId: signOff?.id ?? null,
          openFindings: signOff?.findings.map(({ ruleId }) => ruleId) ?? [],
          comment: scrub(signOff?.comment ?? ''),
          outcome: review.state,
        });
        response.status(201).json(review);
      },
    }),
  );
  router.post(
    `${one}/accepted-findings`,
    guarded(options, {
      permission: irsaTrustPolicyReviewPermission,
      about,
      event: { id: 'role-finding-accept', severity: 'medium' },
      meta: request => ({
        ...refOf(request),
        ruleId: request.body.ruleId,
        endsAt: request.body.endsAt,
      }),
      handle: async ({ request, response, actor, note }) => {
        const found = await reviews.accept(refOf(request), request.body, actor);
        note({
          findingId: found.id,
          reason: scrub(found.reason),
          outcome: found.state,
        });
        response.status(201).json(found);
      },
    }),
  );
  router.delete(
    `${one}/accepted-findings/:findingId`,
    guarded(options, {
      permission: irsaTrustPolicyReviewPermission,
      about,
      event: { id: 'role-finding-withdraw', severity: 'medium' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response, actor, note }) => {
        const found = await reviews.withdraw(
          refOf(request),
          request.params.findingId,
          actor,
        );
        note({ ruleId: found.ruleId, outcome: found.state });
        response.json(found);
      },
    }),
  );
}

function send(
  response: Response,
  { contentType, fileName, data }: TrustFile,
): void {
  response
    .set('content-type', contentType)
    .set('content-disposition', `attachment; filename="${fileName}"`)
    .set('x-content-type-options', 'nosniff')
    .end(data);
}
