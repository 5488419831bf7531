import {
  irsaWorkloadReadPermission,
  Workload,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { refOf, workloadInput } from './schemas';
import { ActionEnvironment } from './types';

/** `irsa:explain-workload`: what gives one workload its credentials. */
export function registerExplainWorkload({
  registry,
  act,
}: ActionEnvironment): void {
  registry.register({
    name: 'explain-workload',
    title: 'Explain the AWS credentials of a workload',
    description:
      'Says what gives one Kubernetes workload its AWS credentials: each place of a static key and why it counts as one, the keys with their age and last use, ' +
      'the ServiceAccount and its role, who manages the workload, and what is not known. No secret value is ever read.',
    attributes: { readOnly: true, destructive: false, idempotent: true },
    schema: {
      input: zod => zod.object(workloadInput(zod)),
      output: zod =>
        zod.object({
          status: zod.string(),
          statusReason: zod.string().optional(),
          owner: zod.string().optional(),
          entityRef: zod.string().optional(),
          places: zod.array(
            zod.object({
              container: zod.string(),
              path: zod.string(),
              object: zod.string().optional(),
              variables: zod.array(zod.string()),
              verdict: zod.string(),
              why: zod.string(),
            }),
          ),
          keys: zod.array(
            zod.object({
              last4: zod.string(),
              state: zod.string(),
              user: zod.string().optional(),
              accountId: zod.string().optional(),
              ageDays: zod.number().optional(),
              lastUsedAt: zod.string().optional(),
              lastUsedService: zod.string().optional(),
              mayDo: zod.string().optional(),
              alsoGivenTo: zod.array(zod.string()),
            }),
          ),
          serviceAccount: zod.object({
            name: zod.string(),
            roleArn: zod.string().optional(),
          }),
          managedBy: zod.string(),
          lastPlan: zod.string().optional(),
          migrationId: zod.string().optional(),
          migrationStatus: zod.string().optional(),
          notKnown: zod
            .array(zod.string())
            .describe('What could not be read of it; none of it is good news'),
          asOf: zod.string(),
        }),
    },
    action: async ({ input, credentials }) => {
      const ref = refOf(input);
      const output = await act(credentials, ({ inventory, subjects }) => ({
        needed: [irsaWorkloadReadPermission],
        about: () => subjects.workload(ref),
        event: { id: 'action-explain-workload', severity: 'low' },
        meta: { workload: workloadId(ref) },
        handle: async ({ access: { within } }) =>
          toExplanation(await inventory.get(ref, { within })),
      }));
      return { output };
    },
  });
}

function toExplanation(workload: Workload) {
  const { serviceAccount, manager, lastPlan } = workload;
  return {
    status: workload.status,
    statusReason: workload.statusReason,
    owner: workload.ownerRef,
    entityRef: workload.entityRef,
    places: workload.references.map(place => ({
      container: place.container,
      path: place.path,
      object: place.objectName
        ? `${place.objectKind ?? 'object'} ${place.objectName}`
        : undefined,
      variables: place.envNames,
      verdict: place.verdict,
      why: place.why,
    })),
    keys: workload.keys.map(key => ({
      last4: key.last4,
      state: key.state,
      user: key.userName,
      accountId: key.accountId,
      ageDays: key.ageDays,
      lastUsedAt: key.lastUsedAt,
      lastUsedService: key.lastUsedService,
      mayDo: key.blastRadius?.level,
      alsoGivenTo: key.sharedWith ?? [],
    })),
    serviceAccount: {
      name: serviceAccount.name,
      roleArn: serviceAccount.roleArn,
    },
    managedBy: [manager.kind, manager.name].filter(Boolean).join(' '),
    lastPlan: lastPlan && `${lastPlan.status}, made at ${lastPlan.madeAt}`,
    migrationId: workload.migrationId,
    migrationStatus: workload.migrationStatus,
    notKnown: unknowns(workload),
    asOf: workload.asOf,
  };
}

/** Pure. */
function unknowns(workload: Workload) {
  const { status, serviceAccount, keys, ownerRef, ownerDoubt } = workload;
  const unread = keys
    .filter(({ state }) => ['unknownAccount', 'unreadable'].includes(state))
    .map(({ last4 }) => `Whose key …${last4} is, and how it is used.`);
  return [
    ...(status === 'unknown' ? ['Whether it has a static key.'] : []),
    ...(serviceAccount.isRoleUnknown
      ? ['Whether its ServiceAccount has a role.']
      : []),
    ...unread,
    ...(ownerRef
      ? []
      : [ownerDoubt ? `Who owns it: ${ownerDoubt}.` : 'Who owns it.']),
  ];
}
