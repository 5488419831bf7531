import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { irsaWorkloadReadPermission } from 'backstage-plugin-irsa-common';
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
        // What fails before there is anything to send is an error like any other; after that, the file breaks off.
        const parts = await begun(file.parts);
        response
          .set('content-type', file.contentType)
          .set('content-disposition', `attachment; filename="${file.fileName}"`)
          .set('x-content-type-options', 'nosniff');
        await pipeline(Readable.from(parts), response);
      },
    }),
  );
}

/** The same parts, with the first one made. */
async function begun(
  parts: AsyncIterable<string>,
): Promise<AsyncIterable<string>> {
  const iterator = parts[Symbol.asyncIterator]();
  const first = await iterator.next();
  return (async function* resume() {
    if (first.done) {
      return;
    }
    yield first.value;
    yield* { [Symbol.asyncIterator]: () => iterator };
  })();
}
