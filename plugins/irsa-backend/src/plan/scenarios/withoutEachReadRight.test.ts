import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { until } from '@internal/sandbox/until';
import { Check, ClusterCoverage, Plan } from 'backstage-plugin-irsa-common';
import {
  CUSTOM_RESOURCE_RULES,
  CUSTOM_WORKLOADS,
  STORE_KINDS,
} from 'backstage-plugin-irsa-node';
import { parseAllDocuments } from 'yaml';
import { customDefinition } from '../../__testUtils__/customDefinition';
import { onSqlite } from '../../__testUtils__/onEachDatabase';
import { HAS_ALL_ROWS, IS_WHOLE } from '../../__testUtils__/testSize';
import {
  deployment,
  keyedDeployment,
  PlanBench,
} from '../__testUtils__/PlanBench';
import { IDENTITY_KINDS } from '../world/identity/readIdentityPolicies';
import { SURROUNDING_KINDS } from '../world/surroundings';

interface Role {
  kind: string;
  metadata: { name: string };
  rules: {
    apiGroups?: string[];
    resources?: string[];
    nonResourceURLs?: string[];
  }[];
}

/** The documented roles that only look. */
const ROLES = (
  parseAllDocuments(
    readFileSync(
      resolve(__dirname, '../../../../../docs/manifests/portal-rbac.yaml'),
      'utf8',
    ),
  ) as { toJS(): unknown }[]
)
  .map(document => document.toJS() as Role)
  .filter(
    ({ kind, metadata }) =>
      kind === 'ClusterRole' &&
      /-(auditor|custom-resources|secrets)$/.test(metadata.name),
  );

/** `<group>/<resource>`; addresses are left out, since Kubernetes gives them to every ServiceAccount by itself. */
const RIGHTS = [
  ...new Set(
    ROLES.flatMap(({ rules }) =>
      rules.flatMap(({ apiGroups = [], resources = [] }) =>
        apiGroups.flatMap(group => resources.map(each => `${group}/${each}`)),
      ),
    ),
  ),
];
/** Groups that need no definition. */
const isOfKubernetes = (group: string) =>
  !group.includes('.') ||
  /^(networking|storage|rbac\.authorization|admissionregistration|apiextensions)\.k8s\.io$/.test(
    group,
  );

const groupOf = (right: string) => right.split('/')[0];
/** What comes with a definition is read by few pieces of code, so CI takes some of it; of Kubernetes itself, all. */
const ROWS_OF_CI = [
  ...RIGHTS.filter(right => isOfKubernetes(groupOf(right))),
  ...RIGHTS.filter(right => !isOfKubernetes(groupOf(right))).filter(
    (_, index) => index % 15 === 0,
  ),
];
const ROWS = HAS_ALL_ROWS
  ? ROWS_OF_CI
  : ['/persistentvolumeclaims', 'apps/replicasets'];

const KINDS: { group: string; kind: string }[] = [
  ...[...CUSTOM_RESOURCE_RULES, ...CUSTOM_WORKLOADS, ...STORE_KINDS].flatMap(
    ({ group, kinds }) => kinds.map(kind => ({ group, kind })),
  ),
  ...SURROUNDING_KINDS,
  ...IDENTITY_KINDS,
];

/** The kind of a resource, as the portal calls it; made up where only its plural matters. */
function kindOf(right: string): string {
  const [group, plural] = right.split('/');
  const found = KINDS.find(
    each =>
      each.group === group &&
      [
        each.kind,
        `${each.kind}s`,
        `${each.kind}es`,
        each.kind.replace(/y$/, 'ies'),
      ].some(name => name.toLowerCase() === plural),
  );
  return found?.kind ?? plural.replace(/s$/, '');
}

interface PodStatus {
  conditions?: { type: string; status: string }[];
}

const isReady = ({ status }: { status?: PodStatus }) =>
  status?.conditions?.some(
    each => each.type === 'Ready' && each.status === 'True',
  );

interface Answer {
  coverage?: ClusterCoverage;
  plans: (Plan | string)[];
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return value && typeof value === 'object'
    ? Object.values(value).flatMap(textsOf)
    : [];
}

/** What people read of checks, in words and states. */
const checksOf = (plan: Plan | string): Check[] =>
  typeof plan === 'string' ? [] : plan.checks;

const isGood = ({ state }: Check) => state === 'passed';

onSqlite('Without a right to read', open => {
  let bench: PlanBench;
  let complete: Answer;
  const cluster = () => bench.sandbox.cluster('eks-prod-eu');

  beforeAll(async () => {
    bench = await PlanBench.start(await open(), { readLevel: 2 });
    const key = await bench.user('rights');
    const custom = HAS_ALL_ROWS
      ? RIGHTS.filter(right => !isOfKubernetes(groupOf(right)))
      : [];
    await bench.apply(
      ...custom.map(right => {
        const [group, plural] = right.split('/');
        return customDefinition(
          group,
          kindOf(right),
          /cluster|global|admin|runtimeclass/.test(plural)
            ? 'Cluster'
            : 'Namespaced',
          plural,
        );
      }),
      ...keyedDeployment({ namespace: 'rights' }, key),
      {
        apiVersion: 'v1',
        kind: 'PersistentVolumeClaim',
        metadata: { name: 'data', namespace: 'rights' },
        spec: {
          accessModes: ['ReadWriteMany'],
          resources: { requests: { storage: '1Gi' } },
        },
      },
      // It gets a ServiceAccount of its own, so that all that hangs on the present one is asked for.
      deployment({
        namespace: 'rights',
        name: 'guest',
        container: { envFrom: [{ secretRef: { name: 'rights-aws' } }] },
        podSpec: {
          serviceAccountName: 'default',
          volumes: [
            { name: 'd', persistentVolumeClaim: { claimName: 'data' } },
          ],
        },
      }),
    );
    // A plan of before they are ready would say less of their health than one of afterwards.
    await until('the ready Pods of both', async () => {
      const { items } = await bench.clusters
        .get('eks-prod-eu')
        .request<{ items: { status?: PodStatus }[] }>({
          path: '/api/v1/namespaces/rights/pods',
        });
      return items.length >= 2 && items.every(isReady);
    });
    complete = await ask();
  });

  afterAll(() => bench?.close());

  async function ask(): Promise<Answer> {
    const { clusters } = await bench.inventory.scan({
      cluster: 'eks-prod-eu',
    });
    const plans: Answer['plans'] = [];
    for (const name of ['rights', 'guest']) {
      plans.push(
        await bench.plan('rights', name).catch((error: Error) => error.message),
      );
    }
    return {
      coverage: clusters.find(({ name }) => name === 'eks-prod-eu'),
      plans,
    };
  }

  async function without(right: string): Promise<Answer> {
    const [group, resource] = right.split('/');
    await cluster().apply(
      ROLES.map(role => ({
        ...role,
        rules: role.rules.flatMap(rule => {
          if (!rule.apiGroups?.includes(group)) {
            return [rule];
          }
          const resources = rule.resources?.filter(each => each !== resource);
          return resources?.length ? [{ ...rule, resources }] : [];
        }),
      })),
    );
    try {
      return await ask();
    } finally {
      await cluster().apply(ROLES);
    }
  }

  it('is told of none while all are there', () => {
    expect(complete.coverage).toMatchObject({ state: 'ok' });
    expect(complete.plans.map(plan => typeof plan)).toEqual([
      'object',
      'object',
    ]);
  });

  it.each(IS_WHOLE ? RIGHTS : ROWS)(
    'says that it could not read %s, and nothing gets better',
    async right => {
      const { coverage, plans } = await without(right);
      const before = new Set(textsOf(complete));
      const [, plural] = right.split('/');
      const names = [plural, kindOf(right), plural.replace(/s$/, '')].map(
        name => name.toLowerCase(),
      );
      const said = textsOf([
        coverage?.missingRights,
        coverage?.message,
        plans.map(plan =>
          typeof plan === 'string'
            ? plan
            : checksOf(plan).filter(check => !isGood(check)),
        ),
      ]).filter(text => !before.has(text));
      expect(
        said.filter(text =>
          names.some(name =>
            text.toLowerCase().replace(/ /g, '').includes(name),
          ),
        ),
      ).not.toEqual([]);
      const better = plans.flatMap((plan, index) =>
        checksOf(plan)
          .filter(isGood)
          .filter(({ id }) =>
            checksOf(complete.plans[index]).some(
              each => each.id === id && !isGood(each),
            ),
          )
          .map(({ id }) => id),
      );
      expect(better).toEqual([]);
    },
  );
});
