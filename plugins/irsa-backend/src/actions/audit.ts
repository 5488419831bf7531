import {
  irsaWorkloadReadPermission,
  Workload,
} from 'backstage-plugin-irsa-common';
import { STATIC_STATUSES } from '../inventory/statuses';
import { notRead } from './notRead';
import { notReadOutput } from './schemas';
import { ActionEnvironment } from './types';

const MOST = 100;

/** `irsa:audit`: which services are given static AWS keys. */
export function registerAudit({ registry, act }: ActionEnvironment): void {
  registry.register({
    name: 'audit',
    title: 'Find static AWS keys',
    description:
      'Lists the Kubernetes workloads that are given a static AWS key, the worst first: where it comes from, how old it is, who owns the workload. ' +
      'It says also which clusters and accounts could not be read: nothing is known of those.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod =>
        zod.object({
          query: zod
            .string()
            .max(200)
            .optional()
            .describe(
              'Part of a namespace, name, owner, Secret or IAM user, or the last four characters of a key',
            ),
          cluster: zod.array(zod.string()).optional(),
          namespace: zod.array(zod.string()).optional(),
          owner: zod
            .array(zod.string())
            .optional()
            .describe(
              'Entity refs; none means without owner, unknown that no owner is known although there may be one',
            ),
          entityRef: zod
            .string()
            .max(500)
            .optional()
            .describe('The catalog entity that the workloads belong to'),
          limit: zod.number().int().min(1).max(MOST).default(20),
        }),
      output: zod =>
        zod.object({
          total: zod.number().describe('How many there are, not only here'),
          findings: zod.array(
            zod.object({
              cluster: zod.string(),
              namespace: zod.string(),
              kind: zod.string(),
              name: zod.string(),
              status: zod.string(),
              severity: zod.string(),
              owner: zod.string().optional(),
              ownerNotKnown: zod
                .string()
                .optional()
                .describe('Why no owner is known although there may be one'),
              entityRef: zod.string().optional(),
              keys: zod.array(
                zod.object({
                  last4: zod.string(),
                  state: zod.string(),
                  ageDays: zod.number().optional(),
                  lastUsedAt: zod.string().optional(),
                }),
              ),
              why: zod.array(zod.string()),
            }),
          ),
          notRead: notReadOutput(zod),
          asOf: zod.string().optional(),
        }),
    },
    action: async ({ input, credentials }) => {
      const { query: q, ...filter } = input;
      const output = await act(credentials, ({ inventory }) => ({
        needed: [irsaWorkloadReadPermission],
        isList: true,
        event: { id: 'action-audit', severity: 'low' },
        handle: async ({ access: { within } }) => {
          const { items, totalCount, coverage } = await inventory.list({
            ...filter,
            q,
            status: [...STATIC_STATUSES],
            sort: '-severity',
            offset: 0,
            within,
          });
          return {
            total: totalCount,
            findings: items.map(toFinding),
            notRead: notRead(coverage),
            asOf: coverage.asOf,
          };
        },
      }));
      return { output };
    },
  });
}

function toFinding(workload: Workload) {
  const { cluster, namespace, kind, name, status, entityRef } = workload;
  return {
    cluster,
    namespace,
    kind,
    name,
    status,
    severity: workload.severity?.level ?? 'none',
    owner: workload.ownerRef,
    ownerNotKnown: workload.ownerDoubt,
    entityRef,
    keys: workload.keys.map(({ last4, state, ageDays, lastUsedAt }) => ({
      last4,
      state,
      ageDays,
      lastUsedAt,
    })),
    why: [...new Set(workload.references.map(({ why }) => why))],
  };
}
