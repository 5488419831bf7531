import { Permission } from '@backstage/plugin-permission-common';
import {
  irsaKeyDecidePermission,
  irsaKeyDeletePermission,
  irsaKeyUpdatePermission,
  irsaMigrationCreatePermission,
  irsaMigrationReadPermission,
  irsaMigrationClosePermission,
  irsaMigrationSettlePermission,
  irsaMigrationUpdatePermission,
  irsaWorkloadReadPermission,
  Migration,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { Request, Router } from 'express';
import { Subjects } from '../subjects/Subjects';
import { MigrationService } from '../migration/types';
import { scrub } from '../shared/scrub';
import { guarded, GuardedRoute, Guards } from './guarded';
import { queryOf } from './validated';
import { workloadRefOf } from './workloadRef';

/** The permission of each later action. */
const permissionOfAct: Record<string, Permission> = {
  'deactivate-key': irsaKeyUpdatePermission,
  'reactivate-key': irsaKeyUpdatePermission,
  'delete-key': irsaKeyDeletePermission,
  'delete-secret': irsaKeyDeletePermission,
  'request-secret-removal': irsaKeyDeletePermission,
  'extend-soak': irsaMigrationUpdatePermission,
};

const byId = (request: Request) => ({
  migrationId: request.params.migrationId,
});

/** For the audit record: what it was about and what has become of it. */
function outcomeOf({ id, workload, status, target }: Migration) {
  return {
    migrationId: id,
    workload: workloadId(workload),
    outcome: status,
    ...(target.keyLast4 && { keyLast4: target.keyLast4 }),
  };
}

export function addMigrationRoutes(
  router: Router,
  options: Guards & { migrations: MigrationService; subjects: Subjects },
): void {
  const { migrations, subjects } = options;
  const about = (request: Request) =>
    subjects.migration(request.params.migrationId);

  router.get(
    '/migrations',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      isList: true,
      event: { id: 'migration-list', severity: 'low' },
      handle: async ({ request, response, access: { within } }) => {
        const filter = { ...queryOf(request, '/migrations'), within };
        response.json(await migrations.list(filter));
      },
    }),
  );
  router.get(
    '/keys/:fingerprint',
    guarded(options, {
      permission: irsaWorkloadReadPermission,
      isList: true,
      event: { id: 'key-read', severity: 'low' },
      meta: request => ({ keyFingerprint: request.params.fingerprint }),
      handle: async ({ request, response, access: { within } }) => {
        const { fingerprint } = request.params;
        response.json(await migrations.key(fingerprint, { within }));
      },
    }),
  );
  router.get(
    '/workloads/:cluster/:namespace/:kind/:name/keys/:fingerprint/callers',
    guarded(options, {
      // Addresses are personal data: for who may act on the service.
      permission: irsaMigrationCreatePermission,
      about: request => subjects.workload(workloadRefOf(request.params)),
      event: { id: 'key-callers-read', severity: 'low' },
      meta: request => ({ ...request.params }),
      handle: async ({ request, response }) => {
        const { fingerprint } = request.params;
        response.json(
          await migrations.callersOf(
            workloadRefOf(request.params),
            fingerprint,
          ),
        );
      },
    }),
  );
  router.post(
    '/migrations',
    guarded(options, {
      permission: irsaMigrationCreatePermission,
      about: request => subjects.plan(request.body.planId),
      event: { id: 'migration-start', severity: 'medium' },
      meta: request => ({
        planId: request.body.planId,
        planHash: request.body.planHash,
        acknowledgements: request.body.acknowledgements ?? [],
      }),
      handle: async ({ request, response, actor, note }) => {
        const started = await migrations.start(request.body, actor);
        note(outcomeOf(started));
        response.status(201).json(started);
      },
    }),
  );
  router.get(
    '/migrations/:migrationId',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      about,
      event: { id: 'migration-read', severity: 'low' },
      meta: byId,
      handle: async ({ request, response }) => {
        response.json(await migrations.get(request.params.migrationId));
      },
    }),
  );
  router.get(
    '/migrations/:migrationId/events',
    guarded(options, {
      permission: irsaMigrationReadPermission,
      about,
      event: { id: 'migration-events-read', severity: 'low' },
      meta: byId,
      handle: async ({ request, response }) => {
        const after = Number(request.query.after ?? 0);
        response.json({
          items: await migrations.events(request.params.migrationId, after),
        });
      },
    }),
  );

  const act = (
    name: string,
    status: number,
    route: Pick<GuardedRoute, 'permission' | 'event'> &
      Partial<Pick<GuardedRoute, 'meta'>>,
    perform: (request: Request, actor: string) => Promise<Migration>,
  ) =>
    router.post(
      `/migrations/:migrationId/${name}`,
      guarded(options, {
        about,
        meta: byId,
        ...route,
        handle: async ({ request, response, actor, note }) => {
          const { reason } = request.body ?? {};
          const before = await migrations.get(request.params.migrationId);
          note({
            workload: workloadId(before.workload),
            ...(typeof reason === 'string' && { reason: scrub(reason) }),
          });
          const after = await perform(request, actor);
          note(outcomeOf(after));
          response.status(status).json(after);
        },
      }),
    );

  act(
    'stop',
    202,
    {
      permission: irsaMigrationUpdatePermission,
      event: { id: 'migration-stop', severity: 'medium' },
    },
    (request, actor) => migrations.stop(request.params.migrationId, actor),
  );
  act(
    'continue',
    202,
    {
      permission: irsaMigrationUpdatePermission,
      event: { id: 'migration-continue', severity: 'medium' },
    },
    (request, actor) => migrations.continue(request.params.migrationId, actor),
  );
  act(
    'close',
    200,
    {
      permission: irsaMigrationClosePermission,
      event: { id: 'migration-close', severity: 'high' },
    },
    (request, actor) =>
      migrations.close(request.params.migrationId, request.body.reason, actor),
  );
  act(
    'settle',
    202,
    {
      permission: irsaMigrationSettlePermission,
      event: { id: 'migration-settle', severity: 'high' },
      meta: request => {
        const { way: actionType, step } = request.body;
        return { ...byId(request), actionType, step };
      },
    },
    (request, actor) =>
      migrations.settle(request.params.migrationId, request.body, actor),
  );
  act(
    'rollback',
    202,
    {
      permission: request =>
        request.body.switchKeyOn
          ? [irsaMigrationUpdatePermission, irsaKeyUpdatePermission]
          : irsaMigrationUpdatePermission,
      event: { id: 'migration-rollback', severity: 'medium' },
    },
    (request, actor) =>
      migrations.rollback(request.params.migrationId, request.body, actor),
  );
  act(
    'retire',
    202,
    {
      permission: ({
        body: { act: name, despiteUnread = [], despiteUnproven = [] },
      }) =>
        despiteUnread.length + despiteUnproven.length > 0
          ? [permissionOfAct[name], irsaKeyDecidePermission]
          : permissionOfAct[name],
      event: { id: 'migration-retire', severity: 'high' },
      meta: request => {
        const {
          act: actionType,
          despiteUnread,
          despiteUnproven,
        } = request.body;
        return {
          ...byId(request),
          actionType,
          ...(despiteUnread && { despiteUnread }),
          ...(despiteUnproven && { despiteUnproven }),
        };
      },
    },
    (request, actor) =>
      migrations.retire(request.params.migrationId, request.body, actor),
  );
}
