import { KubernetesObject } from '../../audit/types';
import { kindOf } from '../../kubernetes/kinds';
import { Json } from '../detach/podFields';
import { HclBody } from './hclTypes';
import {
  isHidden,
  TerraformFolder,
  TerraformResource,
} from './TerraformFolder';

/** Resources of the provider `kubernetes` that are read. Each can have `_v1` at its end. */
const KINDS: Readonly<Record<string, string>> = {
  kubernetes_deployment: 'Deployment',
  kubernetes_stateful_set: 'StatefulSet',
  kubernetes_daemonset: 'DaemonSet',
  kubernetes_daemon_set: 'DaemonSet',
  kubernetes_cron_job: 'CronJob',
  kubernetes_job: 'Job',
  kubernetes_pod: 'Pod',
  kubernetes_replication_controller: 'ReplicationController',
  kubernetes_service_account: 'ServiceAccount',
  kubernetes_secret: 'Secret',
  kubernetes_config_map: 'ConfigMap',
  kubernetes_role_binding: 'RoleBinding',
  kubernetes_cluster_role_binding: 'ClusterRoleBinding',
};

/** Blocks that can be there several times, and the lists of Kubernetes that they are. */
const LISTS: Readonly<Record<string, string>> = {
  container: 'containers',
  init_container: 'initContainers',
  env: 'env',
  env_from: 'envFrom',
  volume: 'volumes',
  volume_mount: 'volumeMounts',
  image_pull_secrets: 'imagePullSecrets',
  image_pull_secret: 'imagePullSecrets',
  items: 'items',
  sources: 'sources',
  port: 'ports',
  subject: 'subjects',
  toleration: 'tolerations',
  host_aliases: 'hostAliases',
  volume_claim_template: 'volumeClaimTemplates',
};
const FIELDS = new Set([
  'spec',
  'subject',
  'image_pull_secret',
  'automount_service_account_token',
  'type',
]);

/** The kind of object that a resource makes; undefined for what is not read. */
export function kindOfResource(type: string): string | undefined {
  return KINDS[type.replace(/_v\d$/, '')];
}

/** Resources that make objects of Kubernetes and are not read. */
export function isUnread(type: string): boolean {
  return /^(kubernetes_manifest|kubectl_manifest|helm_release|kubernetes_env|kustomization_resource|argocd_application)$/.test(
    type,
  );
}

/** The block of a list of Kubernetes, such as `env_from`. */
export function blockName(list: string): string {
  return Object.keys(LISTS).find(block => LISTS[block] === list) ?? list;
}

/** A field of Kubernetes as the provider writes it. */
export function snake(field: string): string {
  return field.replace(
    /[A-Z]/g,
    letter => `_${letter.toLocaleLowerCase('en-US')}`,
  );
}

function camel(name: string): string {
  return name.replace(/_([a-z0-9])/g, (_, letter: string) =>
    letter.toLocaleUpperCase('en-US'),
  );
}

/** The object that a resource makes, as far as it is written in the folder; undefined for other resources. */
export function toObject(
  folder: TerraformFolder,
  resource: TerraformResource,
): KubernetesObject | undefined {
  const kind = kindOfResource(resource.type);
  if (!kind || resource.isLookedUp) {
    return undefined;
  }
  const known = kindOf(kind)!;
  const { file, block } = resource;
  const fields = fieldsOf(folder, resource, {
    ...block.body,
    attributes: block.body.attributes.filter(({ name }) => FIELDS.has(name)),
    blocks: block.body.blocks.filter(({ type }) => FIELDS.has(type)),
  });
  const data =
    kind === 'Secret' || kind === 'ConfigMap'
      ? dataOf(
          kind,
          block.body.attributes.map(({ name, value }) => [
            name,
            folder.valueOf(file, value),
          ]),
        )
      : { fields: {} };
  // What a Secret holds is not known at all, which is not the same as nothing.
  return (
    data &&
    ({
      apiVersion: known.group
        ? `${known.group}/${known.version}`
        : known.version,
      kind,
      metadata: { ...folder.metadataOf(resource), ...data.metadata },
      ...fields,
      ...data.fields,
    } as KubernetesObject)
  );
}

/** All objects that the resources of a folder make. */
export function objectsOf(folder: TerraformFolder): KubernetesObject[] {
  return folder.resources.flatMap(resource => {
    const object = toObject(folder, resource);
    return object ? [object] : [];
  });
}

function fieldsOf(
  folder: TerraformFolder,
  resource: TerraformResource,
  { attributes, blocks }: HclBody,
): Json {
  const fields: Json = {};
  for (const { name, value } of attributes) {
    fields[camel(name)] = folder.valueOf(resource.file, value);
  }
  for (const { type, body } of blocks) {
    if (type !== 'dynamic') {
      const inner = fieldsOf(folder, resource, body);
      const list = LISTS[type];
      if (list) {
        fields[list] = [...((fields[list] as Json[] | undefined) ?? []), inner];
      } else {
        fields[camel(type)] = inner;
      }
    }
  }
  return fields;
}

/** Values that are computed elsewhere are left out; their names are told as those of a Secret that was listed without its values. */
function dataOf(
  kind: string,
  attributes: readonly (readonly [string, unknown])[],
): { fields: Json; metadata?: Json } | undefined {
  const fields: Json = {};
  const unknown: string[] = [];
  const given = attributes.filter(([name]) =>
    /^(binary_)?data(_wo)?$/.test(name),
  );
  if (
    given.length === 0 ||
    given.some(([, value]) => typeof value !== 'object' || value === null)
  ) {
    return undefined;
  }
  for (const [name, value] of given) {
    const entries = Object.entries(value as Json);
    unknown.push(
      ...entries.filter(([, each]) => isHidden(each)).map(([key]) => key),
    );
    const field = fieldOfData(kind, name);
    fields[field] = {
      ...(fields[field] as Json | undefined),
      ...Object.fromEntries(entries.filter(([, each]) => !isHidden(each))),
    };
  }
  return {
    fields,
    metadata: {
      managedFields: [
        {
          fieldsType: 'FieldsV1',
          fieldsV1: {
            'f:data': Object.fromEntries(unknown.map(key => [`f:${key}`, {}])),
          },
        },
      ],
    },
  };
}

/** The provider encodes what is in `data` of a Secret. */
function fieldOfData(kind: string, name: string): string {
  if (name.startsWith('binary_')) {
    return kind === 'Secret' ? 'data' : 'binaryData';
  }
  return kind === 'Secret' ? 'stringData' : 'data';
}
