import {
  irsaPreviewCreatePermission,
  irsaTrustPolicyReviewPermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { LinkPurpose, PreviewService } from '../preview/types';
import { Subjects } from '../subjects/Subjects';
import { parseWorkloadId } from '../shared/parseWorkloadId';
import { guarded, Guards } from './guarded';
import { queryOf } from './validated';

export function addPreviewRoutes(
  router: Router,
  options: Guards & { previews: PreviewService; subjects: Subjects },
): void {
  const { previews, subjects } = options;
  router.get(
    '/previews/suggestions',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      about: request =>
        subjects.workload(
          parseWorkloadId(queryOf(request, '/previews/suggestions').workloadId),
        ),
      event: { id: 'preview-suggestions-read', severity: 'low' },
      meta: request => ({ workload: String(request.query.workloadId) }),
      handle: async ({ request, response, caller }) => {
        const { workloadId: id } = queryOf(request, '/previews/suggestions');
        response.json(await previews.suggestions(id, caller));
      },
    }),
  );
  router.get(
    '/previews/used-services',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      about: request =>
        subjects.workload(
          parseWorkloadId(
            queryOf(request, '/previews/used-services').workloadId,
          ),
        ),
      event: { id: 'preview-used-services-read', severity: 'low' },
      meta: request => ({ workload: String(request.query.workloadId) }),
      handle: async ({ request, response, caller }) => {
        const { workloadId: id, planId } = queryOf(
          request,
          '/previews/used-services',
        );
        response.json(await previews.usedServices(id, planId, caller));
      },
    }),
  );
  router.post(
    '/previews/used-calls',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      about: request =>
        subjects.workload(parseWorkloadId(request.body.workloadId)),
      event: { id: 'preview-used-calls', severity: 'medium' },
      meta: request => ({ workload: String(request.body.workloadId) }),
      handle: async ({ request, response, caller, note }) => {
        const { workloadId: id, planId } = request.body;
        const calls = await previews.usedCalls(id, planId, caller);
        note({
          calls: calls.items.map(
            ({ action, resource, verdict }) =>
              `${action} ${resource}: ${verdict}`,
          ),
        });
        response.json(calls);
      },
    }),
  );
  router.get(
    '/previews/links',
    guarded(options, {
      permission: irsaTrustPolicyReviewPermission,
      isList: true,
      event: { id: 'preview-link-list', severity: 'low' },
      handle: async ({ request, response, access }) => {
        const { workloadId: id } = queryOf(request, '/previews/links');
        response.json({
          items: await previews.links({ workloadId: id, access }),
        });
      },
    }),
  );
  router.post(
    '/previews',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      about: request => subjects.workload(request.body.workload),
      event: { id: 'preview-create', severity: 'medium' },
      meta: request => ({
        workload: workloadId(request.body.workload),
        bucket: request.body.bucket,
        methods: request.body.methods,
      }),
      handle: async ({ request, response, caller, note }) => {
        const preview = await previews.create(request.body, caller);
        note({ previewId: preview.id, outcome: preview.verdict });
        response.status(201).json(preview);
      },
    }),
  );
  router.post(
    '/previews/:previewId/links/:linkId/reveal',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      about: ({ params }, caller) =>
        subjects.workload(
          previews.linkedWorkload(params.previewId, params.linkId, caller),
        ),
      event: { id: 'preview-link-reveal', severity: 'medium' },
      meta: request => ({
        previewId: request.params.previewId,
        linkId: request.params.linkId,
        purpose: purposeOf(request),
      }),
      handle: async ({ request, response, caller, note }) => {
        const { previewId, linkId } = request.params;
        note({
          workload: workloadId(
            previews.linkedWorkload(previewId, linkId, caller),
          ),
        });
        response.setHeader('Cache-Control', 'no-store');
        response.json(
          await previews.reveal(
            request.params.previewId,
            request.params.linkId,
            caller,
            purposeOf(request),
          ),
        );
      },
    }),
  );
}

/** A client that says nothing shows the link. */
function purposeOf({ body }: Request): LinkPurpose {
  return body?.purpose ?? 'reveal';
}
