import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { irsaWorkloadReadPermission } from 'backstage-plugin-irsa-common';
import { Router } from 'express';
import { ExportService } from '../exports/types';
import { guarded, Guards } from './guarded';
import { pathOf, queryOf } from './validated';

export function addExportRoutes(
  router: Router,
  options: Guards & { exports: ExportService },
): void {
  router.get(
    '/exports/:format',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      isList: true,
      // The data leaves the portal as a file, so this matters more than a page view.
      event: { id: 'workload-export', severity: 'medium' },
      meta: request => ({ format: request.params.format }),
      handle: async ({ request, response, access: { within } }) => {
        const file = await options.exports.export(
          pathOf(request, '/exports/{format}').format,
          { ...queryOf(request, '/exports/{format}'), within },
        );
        // A failure before the first part is a normal error. A later failure aborts the file.
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

/** The same parts, after the first one was made. */
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
