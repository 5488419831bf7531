import { Situation } from './checkContext';
import {
  Around,
  asks,
  autoscaler,
  claim,
  command,
  daemon,
  image,
  inNamespace,
  quota,
  range,
  scaled,
  scope,
  settings,
  small,
  socket,
  stateful,
  variable,
  withClaim,
} from './inNamespace';

const entry = (clusterAccess: object): Situation => ({
  world: {
    account: {
      ...inNamespace({}).world!.account!,
      clusterAccess,
    } as never,
  },
});
const resources = (parts: object): Situation => ({
  world: {
    account: {
      ...inNamespace({}).world!.account!,
      resources: {
        services: ['s3'],
        read: [],
        naming: [],
        notRead: [],
        ...parts,
      },
    } as never,
  },
});
const apart = {
  podAntiAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      {
        topologyKey: 'kubernetes.io/hostname',
        labelSelector: { matchLabels: { app: 'worker' } },
      },
    ],
  },
};
const elsewhere = {
  podAffinity: {
    requiredDuringSchedulingIgnoredDuringExecution: [
      { topologyKey: 'zone', namespaceSelector: {}, labelSelector: {} },
    ],
  },
};
const annotated = (annotations: Record<string, string>): Situation => ({
  podMetadata: { labels: { app: 'worker' }, annotations },
});

/** A second container, without the key. */
const beside = (of: string, ...words: string[]): Situation => ({
  podSpec: {
    containers: [
      { name: 'main', image: 'app' },
      { name: 'beside', image: of, command: words },
    ],
  },
});

/** What does harm, and the check that is not to be silent. */
export const HARMFUL: [string, string, Situation, Around?][] = [
  [
    'no room for a Pod',
    'capacity',
    {},
    { items: quota({ pods: '3' }, { pods: '3' }) },
  ],
  [
    'no room for its cpu',
    'capacity',
    small,
    { items: quota({ 'requests.cpu': '1' }, { 'requests.cpu': '950m' }) },
  ],
  [
    'no room for its memory by the old name',
    'capacity',
    small,
    { items: quota({ memory: '1Gi' }, { memory: '1000Mi' }) },
  ],
  [
    'no room for its limits',
    'capacity',
    small,
    { items: quota({ 'limits.cpu': '1' }, { 'limits.cpu': '600m' }) },
  ],
  [
    'no room for what the Pod says as a whole',
    'capacity',
    { podSpec: { resources: { requests: { cpu: '2' } } } },
    { items: quota({ 'requests.cpu': '10' }, { 'requests.cpu': '9' }) },
  ],
  [
    'no room for one more ReplicaSet',
    'capacity',
    small,
    {
      items: quota(
        { 'count/replicasets.apps': '5' },
        { 'count/replicasets.apps': '5' },
      ),
    },
  ],
  [
    'no room for best effort',
    'capacity',
    {},
    { items: quota({ pods: '1' }, { pods: '1' }, { scopes: ['BestEffort'] }) },
  ],
  [
    'no room for best effort that asks for a disk',
    'capacity',
    asks({ 'ephemeral-storage': '1Gi' }),
    { items: quota({ pods: '1' }, { pods: '1' }, { scopes: ['BestEffort'] }) },
  ],
  [
    'no room for its priority',
    'capacity',
    { ...small, podSpec: { priorityClassName: 'high' } },
    {
      items: quota(
        { pods: '2' },
        { pods: '2' },
        scope('PriorityClass', 'In', ['high']),
      ),
    },
  ],
  [
    'affinity to other namespaces, which is not allowed',
    'capacity',
    { ...small, podSpec: { affinity: elsewhere } },
    {
      items: quota(
        { pods: '0' },
        { pods: '0' },
        scope('CrossNamespacePodAffinity'),
      ),
    },
  ],
  [
    'a StatefulSet in a quota that is overdrawn',
    'capacity',
    stateful(3),
    { items: quota({ pods: '2' }, { pods: '3' }) },
  ],
  [
    'a volume of one node',
    'capacity',
    { podSpec: withClaim },
    { items: claim('ReadWriteOnce') },
  ],
  [
    'two of three apart, none away',
    'capacity',
    { spec: { replicas: 3 }, podSpec: { affinity: apart } },
  ],
  [
    'a port of the node',
    'capacity',
    { container: { ports: [{ containerPort: 80, hostPort: 80 }] } },
  ],
  [
    'cpu that has to be said',
    'pod-limits',
    {},
    { items: quota({ 'requests.cpu': '10' }, {}) },
  ],
  [
    'limits that have to be said',
    'pod-limits',
    asks({ cpu: '1' }),
    { items: quota({ 'limits.cpu': '10' }, {}) },
  ],
  [
    'a roof that it breaks',
    'pod-limits',
    asks({ cpu: '8' }),
    { items: range({ max: { cpu: '4' } }) },
  ],
  [
    'a floor that it breaks',
    'pod-limits',
    asks({ memory: '8Mi' }),
    { items: range({ min: { memory: '64Mi' } }) },
  ],
  [
    'a ratio that it breaks',
    'pod-limits',
    asks({ cpu: '100m' }, { cpu: '2' }),
    { items: range({ maxLimitRequestRatio: { cpu: '4' } }) },
  ],
  [
    'a ratio, and no limit',
    'pod-limits',
    asks({ cpu: '100m' }),
    { items: range({ maxLimitRequestRatio: { cpu: '4' } }) },
  ],
  [
    'a ratio, and nothing said',
    'pod-limits',
    {},
    { items: range({ maxLimitRequestRatio: { memory: '2' } }) },
  ],
  [
    'a roof of the Pod, and no limit',
    'pod-limits',
    asks({ memory: '64Mi' }),
    { items: range({ max: { memory: '1Gi' } }, 'Pod') },
  ],
  [
    'a floor of the Pod, and no request',
    'pod-limits',
    {},
    { items: range({ min: { cpu: '10m' } }, 'Pod') },
  ],
  [
    'two hours to end',
    'long-endings',
    { podSpec: { terminationGracePeriodSeconds: 7200 } },
  ],
  [
    'ten minutes each, of five',
    'long-endings',
    { ...stateful(5), podSpec: { terminationGracePeriodSeconds: 600 } },
  ],
  [
    'a DaemonSet of fifty nodes with two minutes',
    'long-endings',
    daemon(50, { terminationGracePeriodSeconds: 120 }),
  ],
  [
    'the token of EKS',
    'name-sign-ins',
    command('aws', 'eks', 'get-token', '--cluster-name', 'other'),
  ],
  [
    'the authenticator of IAM',
    'name-sign-ins',
    command('aws-iam-authenticator', 'token'),
  ],
  [
    'MongoDB by its ARN',
    'name-sign-ins',
    variable(
      'MONGO_URL',
      'mongodb+srv://db.example.com/?authMechanism=MONGODB-AWS',
    ),
  ],
  ['Vault by AWS', 'name-sign-ins', variable('VAULT_AUTH_METHOD', 'aws')],
  [
    'Vault by AWS, in Spring',
    'name-sign-ins',
    variable('SPRING_CLOUD_VAULT_AUTHENTICATION', 'AWS_IAM'),
  ],
  [
    'Snowflake by AWS',
    'name-sign-ins',
    variable('SNOWFLAKE_WORKLOAD_IDENTITY_PROVIDER', 'AWS'),
  ],
  [
    'rights to sign in to Redshift',
    'name-sign-ins',
    {},
    { actions: ['redshift:GetClusterCredentialsWithIAM'] },
  ],
  [
    'the agent of Vault by AWS',
    'sidecars',
    annotated({
      'vault.hashicorp.com/agent-inject': 'true',
      'vault.hashicorp.com/auth-type': 'aws',
    }),
  ],
  [
    'aws-auth names the user',
    'cluster-access',
    entry({ byConfigMap: true, byEntry: false }),
  ],
  [
    'an access entry names the user',
    'cluster-access',
    entry({ byConfigMap: false, byEntry: true }),
  ],
  [
    'Elasticsearch',
    'confined-readers',
    image('docker.elastic.co/elasticsearch/elasticsearch:8.15.0'),
  ],
  ['OpenSearch', 'confined-readers', image('opensearchproject/opensearch:2')],
  [
    'a bucket names the user',
    'resource-policies',
    resources({ naming: [{ name: 'bucket orders' }] }),
  ],
  [
    'a user of Terraform',
    'other-managers',
    {},
    { tags: { CreatedBy: 'Terraform' } },
  ],
  [
    'a user of a tool that is not known',
    'other-managers',
    {},
    { tags: { 'managed-by': 'acme-iam' } },
  ],
  [
    'KEDA holds it at zero',
    'idle-scaling',
    { spec: { replicas: 0 } },
    { items: scaled({}, { 'autoscaling.keda.sh/paused-replicas': '0' }) },
  ],
  // https://github.com/apache/iceberg/issues/11581
  [
    'a role of another account in its settings',
    'role-chaining',
    settings({ roles: ['arn:aws:iam::444455556666:role/partner'] }),
  ],
  [
    'a role in its command',
    'role-chaining',
    command('--aws-assume-role=arn:aws:iam::444455556666:role/dns'),
  ],
  // https://github.com/actions/actions-runner-controller/issues/246
  [
    'an engine of containers beside it',
    'nested-containers',
    variable('DOCKER_HOST', 'tcp://localhost:2376'),
  ],
  [
    'the engine of the node',
    'nested-containers',
    socket('/var/run/docker.sock', {}),
  ],
  [
    'spark-submit to the cluster',
    'nested-containers',
    command('spark-submit', '--master', 'k8s://https://kubernetes.default.svc'),
  ],
  [
    'the executor of Airflow for Kubernetes',
    'nested-containers',
    variable('AIRFLOW__CORE__EXECUTOR', 'KubernetesExecutor'),
  ],
  [
    'the hub of JupyterHub',
    'nested-containers',
    image('quay.io/jupyterhub/k8s-hub:3.3.7'),
  ],
  // https://github.com/aws/aws-cli/issues/3688
  [
    'a command that asks for a session of the user',
    'user-actions',
    command('sh', '-c', 'aws sts get-session-token > /tmp/session'),
  ],
  // https://github.com/awslabs/aws-sigv4-proxy
  [
    'a sidecar that signs as the node',
    'sidecars',
    beside('public.ecr.aws/aws-observability/aws-sigv4-proxy:1.8'),
  ],
  [
    'a sidecar that copies to a bucket',
    'sidecars',
    beside('alpine:3', 'sh', '-c', 'sync /data s3://copies/data'),
  ],
  ['a thousand Pods', 'start-storm', {}, { items: autoscaler(1000) }],
];
