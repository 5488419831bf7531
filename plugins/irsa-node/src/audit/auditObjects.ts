import { auditObject } from './auditObject';
import { ObjectKind } from '../detect/types';
import { CustomResourceRule } from './customResources/types';
import { flatten } from './objects/flatten';
import { ObjectIndex } from './objects/ObjectIndex';
import { isOneOf, KINDS } from '../kubernetes/kinds';
import { auditStoredObject } from './places/storedObjects';
import {
  AuditFinding,
  KubernetesObject,
  PodIdentityAssociation,
  ReadLevel,
} from './types';

export interface AuditOptions {
  /** Rules for custom resources in addition to the built-in ones. */
  catalogue?: readonly CustomResourceRule[];
  /** How much of Secrets may be read. Default: everything. */
  readLevel?: ReadLevel;
  /** ServiceAccounts with an EKS Pod Identity association. No object in the cluster shows these. */
  podIdentityAssociations?: readonly PodIdentityAssociation[];
  /**
   * Whether an `envFrom` of a Secret whose names are not known is uncertain without any other hint. For clusters, of which all
   * objects are asked for; manifests often come without their Secrets.
   */
  doubtsUnknownNames?: boolean;
  /** Kinds of which all objects are given, so that one which is not among them does not exist. */
  complete?: ReadonlySet<ObjectKind>;
}

export interface Audit {
  findings: AuditFinding[];
  /** Secrets and ConfigMaps among the objects that another of the objects refers to. */
  referred: ReadonlySet<KubernetesObject>;
}

/** Kinds that hold data and make no Pods. */
const STORED = [KINDS.Secret, KINDS.ConfigMap];
/** Kinds that a controller usually makes. */
const OWNED = [
  KINDS.Pod,
  KINDS.ReplicaSet,
  KINDS.Job,
  KINDS.ReplicationController,
];

/**
 * Every place where the objects of one cluster, or of one set of manifests, use a static AWS key or something that looks
 * like one. Pure; sorted; the order of the objects does not matter. No finding holds a value.
 */
export function auditObjects(
  objects: Iterable<unknown>,
  options: AuditOptions = {},
): AuditFinding[] {
  return auditWithReferences(objects, options).findings;
}

/** As `auditObjects`, with the objects that others refer to, so that a caller can read their values. */
export function auditWithReferences(
  objects: Iterable<unknown>,
  options: AuditOptions = {},
): Audit {
  const all = [...flatten(objects)];
  const index = new ObjectIndex(
    all,
    options.readLevel ?? 2,
    options.podIdentityAssociations,
    options.doubtsUnknownNames,
    options.complete,
  );
  const findings: AuditFinding[] = [];
  const used = new Set<string>();
  for (const object of all) {
    if (isOneOf(STORED, object.kind) || isOwned(object, index)) {
      continue;
    }
    const found = auditObject(object, index, options.catalogue);
    findings.push(...found);
    for (const each of found) {
      const { namespace, objectNamespace, objectKind, objectName } = each;
      const place = objectNamespace ?? namespace;
      used.add(`${objectKind} ${place}/${objectName}`);
      // A resource of cluster scope does not always name the namespace of its Secret.
      if (!place) {
        used.add(`${objectKind} ${objectName}`);
      }
      if (objectKind === 'Secret') {
        index
          .templatesOf(place, objectName)
          .forEach(template => used.add(`ConfigMap ${place}/${template}`));
      }
      // What uses a copy uses its source.
      const { copyOf } =
        (objectKind && index.marksOf(objectKind, place, objectName)) ?? {};
      if (copyOf) {
        used.add(`${objectKind} ${copyOf.namespace}/${copyOf.name}`);
      }
    }
  }
  const referred = new Set(index.referred);
  const named = secretsNamedBySettings(all, index);
  for (const object of all) {
    if (!isOneOf(STORED, object.kind)) {
      continue;
    }
    if (named.has(object)) {
      referred.add(object);
    }
    const { namespace = '', name = '' } = object.metadata ?? {};
    const isUsed =
      used.has(`${object.kind} ${namespace}/${name}`) ||
      used.has(`${object.kind} ${name}`);
    if (isUsed) {
      continue;
    }
    const place = [
      object.kind as 'Secret' | 'ConfigMap',
      object.metadata?.namespace,
      name,
    ] as const;
    const data = index.dataOf(...place);
    if (data) {
      findings.push(
        ...auditStoredObject(
          object,
          data,
          referred.has(object),
          index.marksOf(...place),
          named.get(object),
        ),
      );
    }
  }
  return { findings: once(findings).sort(byPlace), referred };
}

/** Secrets that the settings in a ConfigMap name, with the name of the ConfigMap. */
function secretsNamedBySettings(
  all: readonly KubernetesObject[],
  index: ObjectIndex,
): ReadonlyMap<KubernetesObject, string> {
  const named = new Map<KubernetesObject, string>();
  for (const { kind, metadata } of all) {
    const { namespace, name = '' } = metadata ?? {};
    const data =
      kind === KINDS.ConfigMap.kind
        ? index.dataOf('ConfigMap', namespace, name)
        : undefined;
    for (const [, facts] of data ?? []) {
      for (const said of facts?.secrets ?? []) {
        const [secret, place = namespace] = said.split('/').reverse();
        const object = index.find('Secret', place, secret);
        if (object && !named.has(object)) {
          named.set(object, name);
        }
      }
    }
  }
  return named;
}

/** Whether its controller is among the objects, so that the finding is reported there. */
function isOwned(object: KubernetesObject, index: ObjectIndex): boolean {
  if (!isOneOf(OWNED, object.kind)) {
    return false;
  }
  return (object.metadata?.ownerReferences ?? []).some(
    ({ kind = '', name = '', controller }) =>
      controller !== false &&
      index.find(kind, object.metadata?.namespace, name) !== undefined,
  );
}

function once(findings: readonly AuditFinding[]): AuditFinding[] {
  const seen = new Set<string>();
  return findings.filter(finding => {
    const id = JSON.stringify(finding);
    return !seen.has(id) && seen.add(id);
  });
}

function byPlace(a: AuditFinding, b: AuditFinding): number {
  const order = (finding: AuditFinding) =>
    [
      finding.namespace,
      finding.kind,
      finding.name,
      finding.path,
      finding.objectName,
      finding.keyNames.join(),
    ].join('\n');
  const [left, right] = [order(a), order(b)];
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
