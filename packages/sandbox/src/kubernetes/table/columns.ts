import { valueAt } from '../json';
import { ResourceType } from '../resources/resourceTypes';
import {
  Container,
  CronJob,
  Job,
  Json,
  KubeObject,
  LabelSelector,
  PodTemplate,
  Workload,
} from '../types';
import { jsonPathValues } from './jsonPath';
import { age, duration } from './age';
import { podReady, podRestarts, podStatus } from './podStatus';

export interface Column {
  name: string;
  type?: string;
  wide?: boolean;
  cell(object: KubeObject, now: number): string | number | null;
}

function at(path: string, fallback: string | number = '<none>') {
  return (object: KubeObject) => {
    const value = valueAt(object, path.split('.'));
    return value === undefined || value === null || value === ''
      ? fallback
      : (value as string | number);
  };
}

function column(
  name: string,
  cell: Column['cell'] | string,
  options: Partial<Column> = {},
): Column {
  return {
    name,
    cell: typeof cell === 'string' ? at(cell) : cell,
    ...options,
  };
}

function number(name: string, path: string): Column {
  return { name, type: 'integer', cell: at(path, 0) };
}

const NAME = column('Name', object => object.metadata.name);
const AGE = column('Age', (object, now) =>
  age(object.metadata.creationTimestamp, now),
);

function template(object: KubeObject): PodTemplate | undefined {
  const cronJob = (object as CronJob).spec?.jobTemplate?.spec?.template;
  return cronJob ?? (object as Workload).spec?.template;
}

function listOf(pick: (container: Container) => string) {
  return (object: KubeObject) =>
    (template(object)?.spec.containers ?? []).map(pick).join(',') || '<none>';
}

function selectorText(selector: LabelSelector | undefined): string {
  return (
    Object.entries(selector?.matchLabels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(',') || '<none>'
  );
}

const CONTAINERS = column(
  'Containers',
  listOf(container => container.name),
  { wide: true },
);
const IMAGES = column(
  'Images',
  listOf(container => container.image),
  { wide: true },
);
const SELECTOR = column(
  'Selector',
  object => selectorText((object as Workload).spec.selector),
  { wide: true },
);

function count(value: Json | undefined): number {
  return value && typeof value === 'object' ? Object.keys(value).length : 0;
}

function replicas(ready: string) {
  return (object: KubeObject) =>
    `${at(ready, 0)(object)}/${at('spec.replicas', 0)(object)}`;
}

function jobStatus(job: Job): string {
  const condition = job.status?.conditions?.find(
    ({ type, status }) =>
      status === 'True' && ['Complete', 'Failed', 'Suspended'].includes(type),
  );
  if (condition) {
    return condition.type;
  }
  return job.metadata.deletionTimestamp ? 'Terminating' : 'Running';
}

const COLUMNS: Record<string, Column[]> = {
  pods: [
    NAME,
    column('Ready', podReady),
    column('Status', podStatus),
    column('Restarts', podRestarts),
    AGE,
    column('IP', 'status.podIP', { wide: true }),
    column('Node', 'spec.nodeName', { wide: true }),
    column('Nominated Node', 'status.nominatedNodeName', { wide: true }),
    column('Readiness Gates', () => '<none>', { wide: true }),
  ],
  deployments: [
    NAME,
    column('Ready', replicas('status.readyReplicas')),
    number('Up-to-date', 'status.updatedReplicas'),
    number('Available', 'status.availableReplicas'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  statefulsets: [
    NAME,
    column('Ready', replicas('status.readyReplicas')),
    AGE,
    CONTAINERS,
    IMAGES,
  ],
  replicasets: [
    NAME,
    number('Desired', 'spec.replicas'),
    number('Current', 'status.replicas'),
    number('Ready', 'status.readyReplicas'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  daemonsets: [
    NAME,
    number('Desired', 'status.desiredNumberScheduled'),
    number('Current', 'status.currentNumberScheduled'),
    number('Ready', 'status.numberReady'),
    number('Up-to-date', 'status.updatedNumberScheduled'),
    number('Available', 'status.numberAvailable'),
    column('Node Selector', () => '<none>'),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  jobs: [
    NAME,
    column('Status', object => jobStatus(object as Job)),
    column(
      'Completions',
      object =>
        `${at('status.succeeded', 0)(object)}/${at(
          'spec.completions',
          1,
        )(object)}`,
    ),
    column('Duration', (object, now) => {
      const { startTime, completionTime } = (object as Job).status ?? {};
      if (!startTime) {
        return '';
      }
      const end = completionTime ? Date.parse(completionTime) : now;
      return duration(end - Date.parse(startTime));
    }),
    AGE,
    CONTAINERS,
    IMAGES,
    SELECTOR,
  ],
  cronjobs: [
    NAME,
    column('Schedule', 'spec.schedule'),
    column('Timezone', 'spec.timeZone'),
    column('Suspend', object =>
      (object as CronJob).spec.suspend ? 'True' : 'False',
    ),
    {
      name: 'Active',
      type: 'integer',
      cell: object => (object as CronJob).status?.active?.length ?? 0,
    },
    column('Last Schedule', (object, now) => {
      const last = (object as CronJob).status?.lastScheduleTime;
      return last ? age(last, now) : '<none>';
    }),
    AGE,
    CONTAINERS,
    IMAGES,
  ],
  namespaces: [NAME, column('Status', 'status.phase'), AGE],
  nodes: [
    NAME,
    column('Status', () => 'Ready'),
    column('Roles', () => '<none>'),
    AGE,
    column('Version', 'status.nodeInfo.kubeletVersion'),
  ],
  services: [
    NAME,
    column('Type', 'spec.type'),
    column('Cluster-IP', 'spec.clusterIP'),
    column('External-IP', () => '<none>'),
    column('Port(s)', object => {
      const ports = valueAt(object, ['spec', 'ports']) as
        | { port: number; protocol: string }[]
        | undefined;
      return (
        ports?.map(({ port, protocol }) => `${port}/${protocol}`).join(',') ??
        '<none>'
      );
    }),
    AGE,
  ],
  secrets: [
    NAME,
    column('Type', 'type'),
    { name: 'Data', type: 'integer', cell: object => count(object.data) },
    AGE,
  ],
  configmaps: [
    NAME,
    {
      name: 'Data',
      type: 'integer',
      cell: object => count(object.data) + count(object.binaryData),
    },
    AGE,
  ],
  serviceaccounts: [
    NAME,
    { name: 'Secrets', type: 'integer', cell: object => count(object.secrets) },
    AGE,
  ],
  events: [
    column('Last Seen', (object, now) =>
      age((object.lastTimestamp ?? object.eventTime) as string, now),
    ),
    column('Type', 'type'),
    column('Reason', 'reason'),
    column(
      'Object',
      object =>
        `${String(at('involvedObject.kind')(object)).toLowerCase()}/${at(
          'involvedObject.name',
        )(object)}`,
    ),
    column('Message', 'message'),
    { ...NAME, wide: true },
  ],
  rolebindings: [
    NAME,
    column(
      'Role',
      object => `${at('roleRef.kind')(object)}/${at('roleRef.name')(object)}`,
    ),
    AGE,
  ],
  controllerrevisions: [
    NAME,
    column('Controller', object => {
      const owner = object.metadata.ownerReferences?.[0];
      return owner
        ? `${owner.kind.toLowerCase()}.apps/${owner.name}`
        : '<none>';
    }),
    number('Revision', 'revision'),
    AGE,
  ],
};
COLUMNS.clusterrolebindings = COLUMNS.rolebindings;

function customColumns({ printerColumns }: ResourceType): Column[] {
  if (!printerColumns?.length) {
    return [NAME, AGE];
  }
  return [
    NAME,
    ...printerColumns.map(({ name, type, jsonPath, priority }) =>
      column(
        name,
        (object, now) => {
          const found = jsonPathValues(jsonPath, object);
          if (!found.length) {
            return null;
          }
          if (type === 'date') {
            return age(String(found[0]), now);
          }
          const [only] = found;
          return found.length > 1 || typeof only === 'object'
            ? found
                .map(value =>
                  typeof value === 'object' ? JSON.stringify(value) : value,
                )
                .join(',')
            : (only as string | number);
        },
        { type, wide: Boolean(priority) },
      ),
    ),
  ];
}

const CREATED = column('Created At', 'metadata.creationTimestamp');

export function columnsOf(type: ResourceType): Column[] {
  if (type.custom) {
    return customColumns(type);
  }
  const dated = ['roles', 'clusterroles', 'customresourcedefinitions'];
  if (dated.includes(type.plural)) {
    return [NAME, CREATED];
  }
  return COLUMNS[type.plural] ?? [NAME, AGE];
}
