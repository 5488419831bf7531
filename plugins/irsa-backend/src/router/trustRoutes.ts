import {
  irsaTrustPolicyReadPermission,
  irsaTrustPolicyReviewPermission,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { scrub } from '../shared/scrub';
import { TrustReviewService } from '../trust/reviews/types';
import { TrustService } from '../trust/types';
import { guarded, Guards } from './guarded';
import { queryOf } from './validated';

export function addTrustRoutes(
  router: Router,
  options: Guards & {
    trust: TrustService;
    reviews: TrustReviewService;
    subjects: Subjects;
  },
): void {
  const { trust, reviews, subjects } = options;
  const about = ({ params }: Request) =>
    subjects.role(params.accountId, params.roleName);
  const refOf = ({ params: { accountId, roleName } }: Request) => ({
    accountId,
    roleName,
  });
  router.get(
    '/roles',
    guarded(options, {
      permission: irsaTrustPolicyReadPermission,
      isList: true,
      event: { id: 'role-list', severity: 'low' },
      handle: async ({ request, response, access }) => {
        const { review } = queryOf(request, '/roles');
        const roles = await trust.list();
        const covered = access.within
          ? await subjects.coveredRoles(roles.items, access)
          : roles.items;
        const summaries = await reviews.summaries(covered);
        const items = covered
          .map(role => ({ ...role, review: summaries.get(role.arn) }))
          .filter(role => !review || role.review?.state === review);
        response.json({ ...roles, items });
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
  const one = '/roles/:accountId/:roleName';
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
