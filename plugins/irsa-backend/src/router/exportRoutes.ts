import { irsaWorkloadReadPermission } from '@internal/plugin-irsa-common';
import { Router } from 'express';
import { ExportFormat, ExportService } from '../exports/types';
import { guarded, Guards } from './guarded';

export function addExportRoutes(
  router: Router,
  options: Guards & { exports: ExportService },
): void {
  router.get(
    '/exports/:format',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      // Leaves the portal as a file: worth more than a page that was looked at.
      event: { id: 'workload-export', severity: 'medium' },
      meta: request => ({ format: request.params.format }),
      handle: async ({ request, response }) => {
        const file = await options.exports.export(
          request.params.format as ExportFormat,
          request.query as never,
        );
        response
          .set('content-type', file.contentType)
          .set('content-disposition', `attachment; filename="${file.fileName}"`)
          .set('x-content-type-options', 'nosniff')
          .send(file.text);
      },
    }),
  );
}
