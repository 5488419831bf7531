import { Situation } from './checkContext';
import {
  Around,
  quota,
  HELM,
  stateful,
  daemon,
  image,
  variable,
  command,
  claim,
  withClaim,
  scaled,
  autoscaler,
  budget,
  socket,
} from './inNamespace';
import { IN_LIMITS } from './inLimits';

/** What many namespaces have, and what is in no migration's way. */
export const EVERYDAY: [string, Situation, Around?][] = [
  ['a web service', {}],
  ['three replicas', { spec: { replicas: 3 } }],
  ['Helm', { metadata: HELM, spec: { replicas: 2 } }],
  ['a CronJob', { kind: 'CronJob' }],
  [
    'a CronJob in a full namespace',
    { kind: 'CronJob' },
    { items: quota({ pods: '1' }, { pods: '1' }) },
  ],
  ['a StatefulSet of Helm', { ...stateful(3), metadata: HELM }],
  ['a StatefulSet of thirty with the usual ending', stateful(30)],
  [
    'a StatefulSet whose three Pods have two minutes',
    { ...stateful(3), podSpec: { terminationGracePeriodSeconds: 120 } },
  ],
  ['a DaemonSet of a hundred nodes', daemon(100)],
  [
    'a DaemonSet of eight nodes with a minute',
    daemon(8, { terminationGracePeriodSeconds: 60 }),
  ],
  [
    'a DaemonSet that replaces a tenth at once',
    {
      ...daemon(100, { terminationGracePeriodSeconds: 60 }),
      spec: { updateStrategy: { rollingUpdate: { maxUnavailable: '10%' } } },
    },
  ],
  ['a minute to end', { podSpec: { terminationGracePeriodSeconds: 60 } }],
  ['no time to end', { podSpec: { terminationGracePeriodSeconds: 0 } }],
  ['Recreate', { spec: { replicas: 1, strategy: { type: 'Recreate' } } }],
  ...IN_LIMITS,
  [
    'Istio',
    {
      podMetadata: {
        labels: { app: 'worker' },
        annotations: { 'sidecar.istio.io/inject': 'false' },
      },
    },
  ],
  [
    'ambient Istio of the namespace',
    { world: { namespaceLabels: { 'istio.io/dataplane-mode': 'none' } } },
  ],
  [
    'Karpenter',
    {
      podMetadata: {
        labels: { app: 'worker' },
        annotations: { 'karpenter.sh/do-not-disrupt': 'true' },
      },
      podSpec: { nodeSelector: { 'karpenter.sh/nodepool': 'default' } },
    },
  ],
  [
    'a HorizontalPodAutoscaler',
    { spec: { replicas: 3 } },
    { items: autoscaler(10) },
  ],
  [
    'KEDA with one Pod at least',
    {},
    { items: scaled({ minReplicaCount: 1, triggers: [] }) },
  ],
  [
    'KEDA down to zero, with Pods now',
    { spec: { replicas: 2 } },
    { items: scaled({ triggers: [] }) },
  ],
  [
    'one of three may be away',
    { spec: { replicas: 3 } },
    { items: budget({ maxUnavailable: 1 }, { disruptionsAllowed: 1 }) },
  ],
  [
    'topology spread',
    {
      spec: { replicas: 3 },
      podSpec: {
        topologySpreadConstraints: [
          {
            maxSkew: 1,
            topologyKey: 'zone',
            whenUnsatisfiable: 'DoNotSchedule',
          },
        ],
      },
    },
  ],
  [
    'anti-affinity that is preferred',
    {
      spec: { replicas: 3 },
      podSpec: {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                podAffinityTerm: {
                  topologyKey: 'kubernetes.io/hostname',
                  labelSelector: { matchLabels: { app: 'worker' } },
                },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'anti-affinity, of which one may be away',
    {
      spec: { replicas: 4 },
      podSpec: {
        affinity: {
          podAntiAffinity: {
            requiredDuringSchedulingIgnoredDuringExecution: [
              {
                topologyKey: 'kubernetes.io/hostname',
                labelSelector: { matchLabels: { app: 'worker' } },
              },
            ],
          },
        },
      },
    },
  ],
  [
    'a volume for many',
    { podSpec: withClaim },
    { items: claim('ReadWriteMany') },
  ],
  [
    'a volume of one node with Recreate',
    {
      spec: { replicas: 1, strategy: { type: 'Recreate' } },
      podSpec: withClaim,
    },
    { items: claim('ReadWriteOnce') },
  ],
  [
    'an exporter of Elasticsearch',
    image('quay.io/prometheuscommunity/elasticsearch-exporter:v1'),
  ],
  [
    'a dashboard of OpenSearch',
    image('opensearchproject/opensearch-dashboards:2'),
  ],
  [
    'a client of Elasticsearch',
    variable('ELASTICSEARCH_URL', 'https://elasticsearch:9200'),
  ],
  ['a path that ends like a sign-in', variable('LOGIN_PATH', '/oauth/login')],
  ['a service that looks at clusters', command('aws', 'eks', 'list-clusters')],
  ['Vault with Kubernetes', variable('VAULT_AUTH_METHOD', 'kubernetes')],
  [
    'MongoDB with a password',
    variable(
      'MONGO_URL',
      'mongodb+srv://u@db.example.com/?authMechanism=SCRAM-SHA-256',
    ),
  ],
  ['an API with AWS_IAM of another kind', variable('API_AUTH', 'AWS_IAM')],
  ['rights to read Redshift', {}, { actions: ['redshift:Describe*', 's3:*'] }],
  [
    'rights of a queue',
    {},
    {
      actions: [
        'sqs:SendMessage',
        'sqs:ReceiveMessage',
        'sns:Publish',
        'cloudwatch:PutMetricData',
      ],
    },
  ],
  [
    'a user whose maker is named',
    {},
    {
      tags: {
        CreatedBy: 'jane.doe@example.com',
        team: 'payments',
        env: 'prod',
      },
    },
  ],
  [
    'a user whose maker is an ARN',
    {},
    { tags: { created_by: 'arn:aws:iam::111122223333:user/jane' } },
  ],
  [
    'a user of a team',
    {},
    { tags: { ManagedBy: 'Team Payments', CostCenter: '42' } },
  ],
  [
    'a collector of logs that reads the engine of the node',
    socket('/var/run/docker.sock', { readOnly: true }),
  ],
  ['a folder of the node', socket('/var/lib/data', {})],
  [
    'ARNs of what is no role',
    variable(
      'TOPIC',
      'arn:aws:sns:eu-west-1:111122223333:orders arn:aws:iam::aws:policy/ReadOnlyAccess',
    ),
  ],
  [
    'the executor of Airflow for one machine',
    variable('AIRFLOW__CORE__EXECUTOR', 'LocalExecutor'),
  ],
  [
    'a command with other sessions',
    { container: { command: ['sh', '-c', 'get-session-tokens --of users'] } },
  ],
  [
    'a web server beside it',
    {
      podSpec: {
        containers: [
          { name: 'main', image: 'app' },
          { name: 'web', image: 'nginx:1.27', args: ['-g', 'daemon off;'] },
        ],
      },
    },
  ],
  ['a user by hand', {}, { tags: { 'managed-by': 'manual', iac: 'false' } }],
];
