import { lookUpName } from '../../detect/credentialCatalogue';
import { PodVolume } from '../../detect/types';
import { Store } from '../objects/marks';
import { AuditedContainer } from '../objects/PodTemplate';
import { Fields, isRecord } from '../objects/records';
import { KubernetesObject } from '../types';
import { endpointOf, isStoreEndpointName, storeOf } from '../values/endpoints';
import { pairsIn } from '../values/pairs';
import { StoresInText } from '../values/storesInText';
import { ValueFacts } from '../values/valueFacts';
import { Group } from './entries';
import type { DataOf } from './environment';
import { sourcesOf } from './volumeSources';

type Values = ReadonlyMap<string, ValueFacts | undefined>;

/** Where the name of a variable stops saying whose it is: `SRC` of `SRC_S3_ENDPOINT` and of `SRC_AWS_ACCESS_KEY_ID`. */
const OWNER =
  /^(.+?)_(?:(?:AWS|S3|MINIO|OBJECT_?STORAGE|OBJECT_?STORE|STORAGE)_)*(?:ENDPOINT|HOST|URL|SERVER|SERVICE_URL|PROVIDER|ACCESS|SECRET|KEY)(?:_|$)/i;
/** These begin names of every kind. */
const OF_NOBODY = /^(AWS|S3|MINIO|STORAGE|OBJECT_?STORAGE|OBJECT_?STORE)$/i;

function ownerOf(variable: string): string | undefined {
  const owner = OWNER.exec(variable)?.[1];
  return owner && !OF_NOBODY.test(owner) ? owner.toUpperCase() : undefined;
}

/**
 * The store of the calls with the keys of a group, of the stores that the variables of its container name: an address
 * whose name begins as those of other keys is for those only.
 */
export function endpointOfGroup(
  group: Group,
  values: Values,
  whole: Store | undefined,
): Store | undefined {
  const owners = ownersOf(
    group.entries.flatMap(({ variable }) => variable ?? []),
  );
  const address =
    whole && values.has(whole.name) ? ownerOf(whole.name) : undefined;
  if (address === undefined || owners.has(address)) {
    return whole;
  }
  const isForOthers = ownersOf(
    [...values.keys()].filter(name => lookUpName(name)),
  ).has(address);
  if (!isForOthers) {
    return whole;
  }
  for (const [name, value] of values) {
    const owner = ownerOf(name);
    const host = value && storeOf(name, value.host, value.isStoreHost === true);
    if (
      host &&
      isStoreEndpointName(name) &&
      (owner === undefined || owners.has(owner))
    ) {
      return { kind: host, name };
    }
  }
  return undefined;
}

function ownersOf(variables: readonly string[]): ReadonlySet<string> {
  return new Set(variables.flatMap(name => ownerOf(name) ?? []));
}

/** What the files that a container mounts say of stores. */
export function storesInFiles(
  { volumeMounts = [] }: AuditedContainer,
  volumes: readonly PodVolume[],
  dataOf: DataOf,
): { file: string; stores: StoresInText }[] {
  return volumeMounts.flatMap(mount =>
    sourcesOf(volumes.find(({ name }) => name === mount.name)).flatMap(
      ({ kind, name, items }) =>
        [...(dataOf(kind, name) ?? [])].flatMap(([key, value]) =>
          value?.stores && (!items || items.some(item => item.key === key))
            ? [{ file: key, stores: value.stores }]
            : [],
        ),
    ),
  );
}

/** The store that a mounted file names for the variables of a group. */
export function endpointInFiles(
  { entries }: Group,
  files: ReturnType<typeof storesInFiles>,
): Store | undefined {
  for (const { file, stores } of files) {
    const kind = entries
      .map(({ variable }) => variable && stores.variables.get(variable))
      .find(Boolean);
    if (kind) {
      return { kind, name: file };
    }
  }
  return undefined;
}

/** `v1`, and the groups `apps` and `batch`. */
const BUILT_IN = /^(v1|(apps|batch)\/.*)$/;

/**
 * The store in settings that a custom resource has as a text beside the variables of its Pods, or above them: Druid's
 * `common.runtime.properties`.
 */
export function endpointInTexts(
  object: KubernetesObject,
  templatePath: string,
): Store | undefined {
  if (BUILT_IN.test(object.apiVersion ?? 'v1')) {
    return undefined;
  }
  let at: unknown = object;
  const kinds = new Map<Store['kind'], Store>();
  for (const step of templatePath.split(/[.[\]]+/).filter(Boolean)) {
    at = isRecord(at) || Array.isArray(at) ? (at as Fields)[step] : undefined;
    for (const [field, text] of Object.entries(isRecord(at) ? at : {})) {
      if (typeof text !== 'string' || !text.includes('\n')) {
        continue;
      }
      for (const { name, value } of pairsIn(text)) {
        const kind = isStoreEndpointName(name)
          ? endpointOf(name, value)
          : undefined;
        if (kind && !kinds.has(kind)) {
          kinds.set(kind, { kind, name: `${name} in ${field}` });
        }
      }
    }
  }
  const [store] = kinds.values();
  return kinds.size === 1 ? store : undefined;
}

/** The store of the buckets in mounted files, when they name no store of AWS. */
export function bucketInFiles(
  files: ReturnType<typeof storesInFiles>,
): Store | undefined {
  const found = files.filter(({ stores }) => stores.bucket);
  return found.length > 0 &&
    found.every(({ stores }) => stores.bucket === 'other')
    ? { kind: 'other', name: found[0].file }
    : undefined;
}
