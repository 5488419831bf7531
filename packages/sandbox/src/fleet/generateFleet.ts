import { stringify } from 'yaml';
import { UserDocument } from '../aws/accountDocument';
import { KubeObject } from '../kubernetes/types';
import { CREDENTIAL_CASES, CredentialCase } from './credentialCases';
import { FleetKeys } from './FleetKeys';
import { Random } from './random';
import { FLEET_KINDS, workloadObject } from './workloadObject';

export interface FleetOptions {
  /** How many workloads. */
  workloads: number;
  /** The same seed gives the same fleet. Default 1. */
  seed?: number;
  /** Account of the IAM users whose keys are used, twelve digits. */
  account: string;
  region: string;
  /** The time from which ages count. Milliseconds since 1970. */
  now: number;
}

export interface Fleet {
  /** Objects by plural, in the order in which they must be loaded. */
  objects: Map<string, KubeObject[]>;
  users: UserDocument[];
  /** Catalog entities: teams, and a component of most namespaces. YAML documents. */
  catalog: string;
  /** Number of workloads of each case. */
  cases: Record<string, number>;
}

const PER_NAMESPACE = 100;
const TEAMS = 12;
const WEIGHTED = CREDENTIAL_CASES.map(each => [each.weight, each] as const);
const KINDS = FLEET_KINDS.map(each => [each.share, each] as const);

/**
 * Generates a fleet of workloads of all kinds, about a hundred in each namespace. A third have static keys, in every
 * place where a key can be; some have roles; most have no credentials.
 */
export function generateFleet(options: FleetOptions): Fleet {
  const { workloads, account, region, now } = options;
  const random = new Random(options.seed ?? 1);
  const keys = new FleetKeys({ random, account, region, now });
  const objects = new Map<string, KubeObject[]>(
    ['namespaces', 'serviceaccounts', 'secrets', 'configmaps']
      .concat(FLEET_KINDS.map(({ plural }) => plural))
      .map(plural => [plural, []]),
  );
  const add = (plural: string, object: KubeObject) =>
    objects.get(plural)?.push(object);
  const cases: Record<string, number> = {};
  const components: object[] = [];
  const createdAt = new Date(now - 90 * 86_400_000)
    .toISOString()
    .replace(/\.\d+Z$/, 'Z');
  const metadata = (name: string, namespace?: string) => ({
    name,
    ...(namespace && { namespace }),
    uid: random.uuid(),
    creationTimestamp: createdAt,
  });

  for (let at = 0; at < workloads; at += 1) {
    const number = Math.floor(at / PER_NAMESPACE);
    const namespace = `fleet-${String(number).padStart(4, '0')}`;
    const owned = number % 5 !== 4;
    if (at % PER_NAMESPACE === 0) {
      add('namespaces', {
        apiVersion: 'v1',
        kind: 'Namespace',
        metadata: metadata(namespace),
        spec: { finalizers: ['kubernetes'] },
        status: { phase: 'Active' },
      });
      if (owned) {
        components.push(component(namespace, number % TEAMS));
      }
    }
    const name = `service-${String(at).padStart(6, '0')}`;
    const credentials = random.weighted<CredentialCase>(WEIGHTED);
    cases[credentials.name] = (cases[credentials.name] ?? 0) + 1;
    const key = credentials.container
      ? keys.next()
      : { accessKeyId: '', secretAccessKey: '' };
    const own = credentials.role || random.chance(0.5);
    if (own) {
      add('serviceaccounts', {
        apiVersion: 'v1',
        kind: 'ServiceAccount',
        metadata: {
          ...metadata(name, namespace),
          ...(credentials.role && {
            annotations: {
              'eks.amazonaws.com/role-arn': `arn:aws:iam::${account}:role/${name}`,
            },
          }),
        },
      });
    }
    const object = `${name}-settings`;
    if (credentials.object) {
      const { kind, data } = credentials.object;
      const secret = kind === 'Secret';
      add(
        secret ? 'secrets' : 'configmaps',
        dataObject(kind, metadata(object, namespace), data(key), createdAt),
      );
    }
    const kind = random.weighted(KINDS);
    add(
      kind.plural,
      workloadObject(
        {
          kind,
          namespace,
          name,
          serviceAccount: own ? name : 'default',
          credentials,
          object,
          key,
          labels: owned ? { 'backstage.io/kubernetes-id': namespace } : {},
          createdAt,
        },
        random,
      ),
    );
  }
  const teams = Array.from({ length: TEAMS }, (_, number) => team(number));
  return {
    objects,
    users: keys.users,
    catalog: [...teams, ...components]
      .map(entity => stringify(entity))
      .join('---\n'),
    cases,
  };
}

/** A Secret or ConfigMap with `managedFields` that name its keys, as the API server keeps them. */
function dataObject(
  kind: 'Secret' | 'ConfigMap',
  metadata: KubeObject['metadata'],
  data: Record<string, string>,
  time: string,
): KubeObject {
  const encode = (text: string) =>
    kind === 'Secret' ? Buffer.from(text).toString('base64') : text;
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      ...metadata,
      managedFields: [
        {
          manager: 'kubectl-create',
          operation: 'Update',
          apiVersion: 'v1',
          time,
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:data': Object.fromEntries([
              ['.', {}],
              ...Object.keys(data).map(key => [`f:${key}`, {}]),
            ]),
            ...(kind === 'Secret' && { 'f:type': {} }),
          },
        },
      ],
    },
    ...(kind === 'Secret' && { type: 'Opaque' }),
    data: Object.fromEntries(
      Object.entries(data).map(([key, value]) => [key, encode(value)]),
    ),
  };
}

function team(number: number) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: `fleet-team-${number}` },
    spec: { type: 'team', children: [] },
  };
}

function component(namespace: string, owner: number) {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name: namespace,
      annotations: { 'backstage.io/kubernetes-id': namespace },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/fleet-team-${owner}`,
    },
  };
}
