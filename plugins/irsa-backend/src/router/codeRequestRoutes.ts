import {
  irsaMigrationCreatePermission,
  irsaWorkloadReadPermission,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { CodeRequests } from '../codeRequests/types';
import { Subjects } from '../subjects/Subjects';
import { guarded, Guards } from './guarded';
import { workloadRefOf } from './workloadRef';

const PATH = '/workloads/:cluster/:namespace/:kind/:name/code-request';

/** The change request of the service's own code: what there is of it, what it would change, and the act that opens it. */
export function addCodeRequestRoutes(
  router: Router,
  options: Guards & { codeRequests: CodeRequests; subjects: Subjects },
): void {
  const { codeRequests, subjects } = options;
  const about = ({ params }: Request) =>
    subjects.workload(workloadRefOf(params));
  router.get(
    PATH,
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      about,
      event: { id: 'code-request-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        response.json(await codeRequests.get(workloadRefOf(request.params)));
      },
    }),
  );
  router.get(
    `${PATH}/difference`,
    guarded(options, {
      // It quotes source, which not everybody who sees the workload may see.
      permission: irsaMigrationCreatePermission,
      about,
      event: { id: 'code-difference-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response, note }) => {
        const difference = await codeRequests.difference(
          workloadRefOf(request.params),
        );
        note({
          repository: difference.repository,
          commit: difference.baseCommit,
        });
        response.json(difference);
      },
    }),
  );
  router.post(
    PATH,
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      about,
      event: { id: 'code-request-open', severity: 'medium' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response, note }) => {
        const opened = await codeRequests.open(
          workloadRefOf(request.params),
          request.body?.digest,
        );
        note({
          repository: opened.repository ?? '',
          request: opened.url ?? '',
          outcome: opened.state,
        });
        response.json(opened);
      },
    }),
  );
}
