import { Situation } from './checkContext';
import { Around, asks, quota, range, small, scope } from './inNamespace';

/** What many namespaces allow, and workloads that keep within it. */
export const IN_LIMITS: [string, Situation, Around?][] = [
  [
    'a quota with room',
    small,
    {
      items: quota(
        { 'requests.cpu': '10', 'limits.memory': '20Gi', pods: '50' },
        { 'requests.cpu': '4', 'limits.memory': '8Gi', pods: '12' },
      ),
    },
  ],
  [
    'a quota of objects',
    {},
    {
      items: quota(
        { services: '5', secrets: '10' },
        { services: '5', secrets: '10' },
      ),
    },
  ],
  [
    'a quota of storage that is full',
    {},
    {
      items: quota(
        { 'requests.storage': '1Ti', persistentvolumeclaims: '4' },
        { 'requests.storage': '1Ti', persistentvolumeclaims: '4' },
      ),
    },
  ],
  [
    'a quota for best effort that is full',
    small,
    { items: quota({ pods: '0' }, { pods: '0' }, { scopes: ['BestEffort'] }) },
  ],
  [
    'a quota for runs with an end',
    small,
    { items: quota({ pods: '1' }, { pods: '1' }, { scopes: ['Terminating'] }) },
  ],
  [
    'a quota of a priority that it does not have',
    small,
    {
      items: quota(
        { pods: '0' },
        { pods: '0' },
        scope('PriorityClass', 'In', ['high']),
      ),
    },
  ],
  [
    'no affinity to other namespaces allowed',
    small,
    {
      items: quota(
        { pods: '0' },
        { pods: '0' },
        scope('CrossNamespacePodAffinity'),
      ),
    },
  ],
  [
    'affinity within the namespace, others not allowed',
    {
      ...small,
      podSpec: {
        affinity: {
          podAntiAffinity: {
            preferredDuringSchedulingIgnoredDuringExecution: [
              {
                weight: 1,
                podAffinityTerm: { topologyKey: 'zone', labelSelector: {} },
              },
            ],
          },
        },
      },
    },
    {
      items: quota(
        { pods: '0' },
        { pods: '0' },
        scope('CrossNamespacePodAffinity'),
      ),
    },
  ],
  [
    'a quota of classes of volumes',
    small,
    {
      items: quota(
        { persistentvolumeclaims: '0' },
        {},
        scope('VolumeAttributesClass', 'In', ['gold']),
      ),
    },
  ],
  [
    'a quota of cpu, and a container with both',
    small,
    {
      items: quota(
        { 'requests.cpu': '10', 'limits.cpu': '20' },
        { 'requests.cpu': '1', 'limits.cpu': '2' },
      ),
    },
  ],
  [
    'a quota, and limits without requests',
    asks({}, { cpu: '1', memory: '1Gi' }),
    { items: quota({ 'requests.cpu': '10' }, { 'requests.cpu': '1' }) },
  ],
  [
    'a quota, and what the Pod says as a whole',
    {
      podSpec: { resources: { requests: { cpu: '1' }, limits: { cpu: '2' } } },
    },
    { items: quota({ 'requests.cpu': '10', 'limits.cpu': '10' }, {}) },
  ],
  [
    'a quota, and defaults of a LimitRange',
    {},
    {
      items: {
        ...quota({ 'requests.cpu': '10', 'limits.memory': '10Gi' }, {}),
        ...range({
          default: { cpu: '1', memory: '512Mi' },
          defaultRequest: { cpu: '100m', memory: '128Mi' },
        }),
      },
    },
  ],
  [
    'a quota of GPUs that is full',
    small,
    {
      items: quota(
        { 'requests.nvidia.com/gpu': '4' },
        { 'requests.nvidia.com/gpu': '4' },
      ),
    },
  ],
  [
    'scaled to zero in a full namespace',
    { spec: { replicas: 0 } },
    { items: quota({ pods: '1' }, { pods: '1' }) },
  ],
  [
    'a LimitRange with defaults only',
    {},
    {
      items: range({
        default: { memory: '512Mi' },
        defaultRequest: { memory: '256Mi' },
      }),
    },
  ],
  [
    'a LimitRange with a roof',
    small,
    { items: range({ max: { cpu: '4', memory: '8Gi' } }) },
  ],
  [
    'a LimitRange with a floor',
    small,
    { items: range({ min: { cpu: '10m', memory: '16Mi' } }) },
  ],
  [
    'a LimitRange with a floor, and no requests',
    {},
    { items: range({ min: { cpu: '10m' } }) },
  ],
  [
    'a LimitRange with a ratio that it keeps',
    small,
    { items: range({ maxLimitRequestRatio: { cpu: '10' } }) },
  ],
  [
    'a LimitRange for Pods that it keeps',
    small,
    { items: range({ max: { cpu: '4' }, min: { cpu: '10m' } }, 'Pod') },
  ],
  [
    'a LimitRange for claims',
    {},
    { items: range({ max: { storage: '10Gi' } }, 'PersistentVolumeClaim') },
  ],
  [
    'a sidecar container of Kubernetes',
    {
      ...small,
      podSpec: {
        initContainers: [
          {
            name: 'proxy',
            restartPolicy: 'Always',
            resources: { requests: { cpu: '10m' } },
          },
        ],
      },
    },
    { items: quota({ 'requests.cpu': '10' }, {}) },
  ],
];
