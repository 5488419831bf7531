import {
  irsaPreviewCreatePermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { PreviewService } from '../preview/types';
import { guarded, Guards } from './guarded';

export function addPreviewRoutes(
  router: Router,
  options: Guards & { previews: PreviewService },
): void {
  const { previews } = options;
  router.get(
    '/previews/suggestions',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      event: { id: 'preview-suggestions-read', severity: 'low' },
      handle: async ({ request, response }) => {
        response.json(
          await previews.suggestions(String(request.query.workloadId)),
        );
      },
    }),
  );
  router.post(
    '/previews',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      event: { id: 'preview-create', severity: 'medium' },
      meta: request => ({
        workload: workloadId(request.body.workload),
        bucket: request.body.bucket,
        methods: request.body.methods,
      }),
      handle: async ({ request, response, actor }) => {
        response.status(201).json(await previews.create(request.body, actor));
      },
    }),
  );
  router.post(
    '/previews/:previewId/links/:linkId/reveal',
    guarded(options, {
      permission: irsaPreviewCreatePermission,
      event: { id: 'preview-link-reveal', severity: 'medium' },
      meta: request => ({
        previewId: request.params.previewId,
        linkId: request.params.linkId,
      }),
      handle: async ({ request, response, actor }) => {
        response.setHeader('Cache-Control', 'no-store');
        response.json(
          await previews.reveal(
            request.params.previewId,
            request.params.linkId,
            actor,
          ),
        );
      },
    }),
  );
}
