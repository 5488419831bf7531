import { posix } from 'node:path';
import { lookUpName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { storeByMarks, storeByName } from '../objects/marks';
import { Fields, isRecord, recordsOf, textOf } from '../objects/records';
import { toFinding } from '../toFinding';
import { AuditFinding, AuditWorld, KubernetesObject } from '../types';
import { hostKind, isStoreEndpointName } from '../values/endpoints';
import { Entry, judgeGroup, namesOf, Surroundings } from '../workloads/entries';
import { providerOf, referencesIn } from './configReferences';

const GROUP = /^kafka\.strimzi\.io\//;
const CLUSTER = 'strimzi.io/cluster';
/** Where Strimzi mounts the volumes of `externalConfiguration`. */
const EXTERNAL = '/opt/kafka/external-configuration';
/** The address of a store, as sinks for S3 call it. */
const STORE_URL = /(^|\.)store\.url$/i;

/** The entries that come from one object. */
interface Source {
  kind?: ObjectKind;
  namespace?: string;
  name: string;
  path: string;
  entries: Entry[];
}

/**
 * Parts of AWS keys that Kafka Connect's providers of configuration put into a connector: `${secrets:shop/aws:id}`, and
 * variables and files of the cluster of Connect that runs it.
 * {@link https://strimzi.io/docs/operators/latest/deploying#assembly-loading-config-with-providers-str}
 */
export function auditConfigProviders(
  object: KubernetesObject,
  world: AuditWorld,
): AuditFinding[] {
  if (!GROUP.test(object.apiVersion ?? '') || !isRecord(object.spec)) {
    return [];
  }
  const namespace = object.metadata?.namespace;
  const cluster = textOf(object.metadata?.labels?.[CLUSTER]);
  const ownRunner = object.kind === 'KafkaConnector' ? undefined : object;
  const sources = new Map<string, Source>();
  let endpoint: Surroundings['endpoint'];
  for (const { config, path } of configsIn(object.spec)) {
    for (const [property, value] of Object.entries(config)) {
      const text = textOf(value);
      const host =
        isStoreEndpointName(property) || STORE_URL.test(property)
          ? hostKind(text)
          : undefined;
      endpoint ??= host ? { kind: host, name: property } : undefined;
      for (const reference of referencesIn(text)) {
        // Only who has a reference depends on its cluster.
        const runner =
          ownRunner ?? world.connectClusterOf?.(namespace, cluster);
        const found = sourceOf(reference, runner, namespace);
        const data =
          found.kind && world.dataOf(found.kind, found.namespace, found.name);
        const known = knownAs(property) ?? lookUpName(found.key);
        const isLeftOut = data && !data.has(found.key);
        if (isLeftOut || (!found.kind && !knownAs(property))) {
          continue;
        }
        const facts = data?.get(found.key);
        const id = `${found.kind}/${found.namespace}/${found.name}`;
        const source = sources.get(id) ?? {
          ...found,
          path: `${path}.${property}`,
          entries: [],
        };
        // Of a file of properties, its text tells; an id alone is a text as well.
        source.entries.push(
          facts?.text && facts.shape === 'none'
            ? { keyName: found.key, value: facts }
            : {
                keyName: found.key,
                known,
                value: found.isFile ? undefined : facts,
                variable: property,
              },
        );
        sources.set(id, source);
      }
    }
  }
  const all = [...sources.values()].flatMap(({ entries }) => entries);
  return [...sources.values()].flatMap(source => {
    const { kind, name, path, entries } = source;
    const judged = judgeGroup(
      {
        location: 'other',
        objectName: kind ? name : '',
        objectKind: kind,
        path,
        entries,
        readLevel: 0,
      },
      {
        endpoint,
        all,
        mark:
          kind &&
          (storeByMarks(world.marksOf?.(kind, source.namespace, name)) ??
            storeByName(name)),
      },
    );
    const isElsewhere = (source.namespace ?? '') !== (namespace ?? '');
    return judged
      ? [
          toFinding(object, {
            ...judged,
            ...(kind
              ? {}
              : { verdict: 'uncertain' as const, confidence: 'name' as const }),
            container: '',
            location: 'other',
            objectName: kind ? name : '',
            objectKind: kind,
            objectNamespace: kind && isElsewhere ? source.namespace : undefined,
            path,
            keyNames: namesOf(judged.entries),
            why: kind
              ? `A provider of configuration fills it in: ${judged.why[0].toLowerCase()}${judged.why.slice(
                  1,
                )}`
              : `A provider of configuration fills it in from ${name}, which was not read`,
          }),
        ]
      : [];
  });
}

/** `aws.access.key.id`; of `camel.kamelet.aws-s3-sink.accessKey`, what stands last. */
function knownAs(property: string): Entry['known'] {
  const known = lookUpName(property);
  const last = known ?? lookUpName(property.split('.').pop()!);
  return last && !known && /(^|[.-])aws/i.test(property)
    ? { ...last, family: 'aws' }
    : last;
}

/** `config` of the resource, and of the connectors of a mirror. */
function configsIn(
  spec: Fields,
  path = 'spec',
  depth = 0,
): { config: Fields; path: string }[] {
  return Object.entries(spec).flatMap(([field, inside]) => {
    const at = `${path}.${field}`;
    if (field === 'config' && isRecord(inside)) {
      return [{ config: inside, path: at }];
    }
    if (depth > 3) {
      return [];
    }
    return Array.isArray(inside)
      ? inside.flatMap((each, index) =>
          isRecord(each) ? configsIn(each, `${at}[${index}]`, depth + 1) : [],
        )
      : (isRecord(inside) && configsIn(inside, at, depth + 1)) || [];
  });
}

interface Place {
  kind?: ObjectKind;
  namespace?: string;
  name: string;
  key: string;
  isFile?: boolean;
}

/** The object and data key of a reference; without a kind, what it was that is not known. */
function sourceOf(
  { alias, at, key }: ReturnType<typeof referencesIn>[number],
  runner: KubernetesObject | undefined,
  namespace: string | undefined,
): Place {
  const spec = isRecord(runner?.spec) ? runner!.spec : {};
  const provider = providerOf(alias, spec.config);
  const unknown = (what: string): Place => ({ name: what, key: key || at });
  switch (provider) {
    case 'Secret':
    case 'ConfigMap': {
      const [name, place] = at.split('/').reverse();
      return { kind: provider, namespace: place || namespace, name, key };
    }
    case 'variable':
      return (
        variableOf(spec, at, namespace) ??
        unknown('the variables of its cluster')
      );
    case 'file':
      return fileOf(spec, at, namespace) ?? unknown(`the file ${at}`);
    case 'directory':
      return (
        fileOf(spec, posix.join(at, key), namespace, false) ??
        unknown(`the folder ${at}`)
      );
    default:
      return unknown(`the provider ${alias}`);
  }
}

function variableOf(
  spec: Fields,
  name: string,
  namespace: string | undefined,
): Place | undefined {
  const found = [
    ...listAt(spec, 'externalConfiguration', 'env'),
    ...listAt(spec, 'template', 'connectContainer', 'env'),
  ].find(each => textOf(each.name) === name);
  const from = isRecord(found?.valueFrom) ? found!.valueFrom : {};
  const kind: ObjectKind = isRecord(from.configMapKeyRef)
    ? 'ConfigMap'
    : 'Secret';
  const ref = from.secretKeyRef ?? from.configMapKeyRef;
  return isRecord(ref)
    ? { kind, namespace, name: textOf(ref.name), key: textOf(ref.key) }
    : undefined;
}

/** The Secret or ConfigMap that is mounted at a path, and its data key. */
function fileOf(
  spec: Fields,
  path: string,
  namespace: string | undefined,
  isFile = true,
): Place | undefined {
  const mounts = new Map(
    listAt(spec, 'template', 'connectContainer', 'volumeMounts').map(each => [
      textOf(each.name),
      textOf(each.mountPath),
    ]),
  );
  const volumes = [
    ...listAt(spec, 'externalConfiguration', 'volumes').map(volume => ({
      volume,
      folder: `${EXTERNAL}/${textOf(volume.name)}`,
    })),
    ...listAt(spec, 'template', 'pod', 'volumes').map(volume => ({
      volume,
      folder: mounts.get(textOf(volume.name)) ?? '',
    })),
  ];
  for (const { volume, folder } of volumes) {
    const inside = folder && posix.relative(folder, posix.normalize(path));
    const { secret, configMap } = volume;
    if (inside && !inside.startsWith('..')) {
      const from = [secret, configMap].find(isRecord) ?? {};
      const name = textOf(from.secretName ?? from.name);
      const item = recordsOf(from.items).find(
        each => textOf(each.path) === inside,
      );
      return name
        ? {
            kind: isRecord(secret) ? 'Secret' : 'ConfigMap',
            namespace,
            name,
            key: textOf(item?.key) || inside,
            isFile,
          }
        : undefined;
    }
  }
  return undefined;
}

function listAt(spec: Fields, ...path: string[]): Fields[] {
  let at: unknown = spec;
  for (const step of path) {
    at = isRecord(at) ? at[step] : undefined;
  }
  return recordsOf(at);
}
