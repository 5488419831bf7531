import { Sentence } from 'backstage-plugin-irsa-common';
import { CheckContext } from '../checks/PlanCheck';
import { PlanExecution } from '../types';

type Say = (
  change: Pick<Sentence, 'id' | 'verb' | 'object' | 'key'> & Partial<Sentence>,
) => Sentence;

/** The changes of the plan as sentences, in the order of the steps. */
export function sentencesOf(
  context: CheckContext,
  execution: PlanExecution,
): Sentence[] {
  const { target, world, role } = context;
  const { provider, workload, serviceAccount, key, secrets, detach } =
    execution;
  const place = (name: string) => `${workload.namespace}/${name}`;
  const params: Sentence['params'] = {
    accountId: execution.accountId,
    providerUrl: provider.url,
    audience: provider.audience,
    roleName: target.roleName,
    subject: target.subject,
    serviceAccountName: target.serviceAccountName,
    ...(key ? { userName: key.userName, keyLast4: key.last4 } : {}),
    soakDays: Math.round(execution.soakMs / 86_400_000),
  };
  const sentence: Say = change => ({
    reversible: 'yes',
    ...change,
    params: { ...params, ...change.params },
  });
  const sentences: Sentence[] = [];
  sentences.push(
    ...(execution.awsHalf === 'code'
      ? [
          sentence({
            id: 'role',
            verb: role ? 'keep' : 'add',
            object: `Role ${target.roleName}`,
            key: 'awsHalf.byCode',
            diffId: 'role',
          }),
        ]
      : ofAws(context, execution, sentence)),
    ...ofFirst(context, execution, sentence),
  );
  if (serviceAccount.action !== 'none') {
    const isNew = serviceAccount.action === 'create';
    const newAccount = execution.podIdentity
      ? 'serviceAccount.own'
      : 'serviceAccount.add';
    sentences.push(
      sentence({
        id: 'service-account',
        verb: isNew ? 'add' : 'change',
        object: `ServiceAccount ${place(serviceAccount.name)}`,
        key: isNew ? newAccount : 'serviceAccount.annotate',
        diffId: 'service-account',
      }),
    );
  }
  if (execution.podIdentity) {
    sentences.push(
      sentence({
        id: 'association',
        verb: world.podIdentity?.association ? 'change' : 'add',
        object: `Pod Identity association ${place(serviceAccount.name)}`,
        key: world.podIdentity?.association
          ? 'association.adopt'
          : 'association.add',
        params: { clusterName: execution.podIdentity.clusterName },
        diffId: 'association',
      }),
    );
  }
  sentences.push(
    sentence({
      id: 'workload',
      verb: 'change',
      object: `${workload.kind} ${place(workload.name)}`,
      key: 'workload.detach',
      params: {
        containers: [
          ...new Set(
            detach.removed.flatMap(({ container }) => container ?? []),
          ),
        ],
      },
      diffId: 'workload',
    }),
    ...secrets.map(({ name }) =>
      sentence({
        id: `secret-${name}`,
        verb: 'keep',
        object: `Secret ${place(name)}`,
        key: 'secret.keep',
        reversible: 'askedLater',
      }),
    ),
  );
  if (key) {
    sentences.push(
      sentence({
        id: 'key',
        verb: 'keep',
        object: `Access key …${key.last4}`,
        // The snapshot of the account that the plan was made from shows it.
        key: context.key?.status === 'Inactive' ? 'key.off' : 'key.keep',
        reversible: 'askedLater',
      }),
    );
  }
  return sentences;
}

/** The role of the cluster's account that the association names first, and its policy. */
function ofFirst(
  { world }: CheckContext,
  { podIdentity }: PlanExecution,
  sentence: Say,
): Sentence[] {
  const first = podIdentity?.first;
  if (!first) {
    return [];
  }
  const { role, policy } = world.podIdentity?.first ?? {};
  const params = {
    accountId: first.accountId,
    roleName: first.role.name,
  };
  return [
    sentence({
      id: 'first-policy',
      verb: policy ? 'change' : 'add',
      object: `Policy ${first.policy.name}`,
      key: policy ? 'policy.version' : 'firstRole.policy',
      params,
      diffId: 'first-policy',
    }),
    sentence({
      id: 'first-role',
      verb: role ? 'change' : 'add',
      object: `Role ${first.role.name}`,
      key: role ? 'role.adopt' : 'firstRole.add',
      params,
      diffId: 'first-role',
    }),
  ];
}

/** Provider, policy and role, where the migration makes them. */
function ofAws(
  { world, target, role }: CheckContext,
  { provider }: PlanExecution,
  sentence: Say,
): Sentence[] {
  const isNew = provider.action === 'create';
  return [
    ...(provider.action === 'exists'
      ? []
      : [
          sentence({
            id: 'provider',
            verb: isNew ? 'add' : 'change',
            object: `Identity provider ${provider.url.replace('https://', '')}`,
            key: isNew ? 'provider.add' : 'provider.audience',
            diffId: 'provider',
          }),
        ]),
    sentence({
      id: 'policy',
      verb: world.account.policy ? 'change' : 'add',
      object: `Policy ${target.policyName}`,
      key: world.account.policy ? 'policy.version' : 'policy.add',
      diffId: 'policy',
    }),
    sentence({
      id: 'role',
      verb: role ? 'change' : 'add',
      object: `Role ${target.roleName}`,
      key: role ? 'role.adopt' : 'role.add',
      diffId: 'role',
    }),
  ];
}
