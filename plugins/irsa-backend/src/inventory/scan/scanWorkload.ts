import { NotFoundError } from '@backstage/errors';
import { WorkloadRef } from 'backstage-plugin-irsa-common';
import {
  CLASS_LABEL,
  auditObject,
  KubernetesObject,
  ObjectKind,
} from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { NamespaceNotes } from '../links/CatalogLinks';
import { ClusterReader } from './ClusterReader';
import { Kinds } from './ClusterScanner';
import { toStored } from './describeWorkload';
import { isStoredKind, STORED_KINDS, WorkloadObject } from '../kinds';
import { KnownObjects, objectKey, parseObjectKey } from './KnownObjects';
import { ObjectAuditor } from './ObjectAuditor';
import { ScanContext } from './ScanContext';
import {
  accountOf,
  ScannedWorkload,
  toScannedWorkload,
} from './ScannedWorkload';
import { ScanWorld, Surroundings } from './ScanWorld';
import { storedObject } from './storedCandidates';
import { StoredWorkload } from '../store/workloadRow';

/**
 * The number of rounds: an object can lead to further ones, such as a resource to a Secret, or a volume to a
 * SecretProviderClass.
 */
const ROUNDS = 3;

/**
 * Reads one workload, custom resource or stored object. `undefined` when it exists and has no key. Throws NotFoundError
 * or ClusterError.
 */
export async function scanWorkload(
  cluster: ClusterHandle,
  ref: WorkloadRef,
  context: ScanContext & {
    kinds: Omit<Kinds, 'unread' | 'definitions'>;
    /** The object as it has just been read. */
    seen?: KubernetesObject;
    /** Whether a workload refers to an object, by `namespace/kind/name`. */
    isNamed: (key: string) => Promise<boolean>;
  },
): Promise<StoredWorkload | undefined> {
  const { readLevel, memory, catalogue, kinds, seen } = context;
  const reader = new ClusterReader(cluster, kinds.audited, context.signal);
  const surroundings: Surroundings = {
    objects: new Map(),
    gone: new Set(),
    roleArns: new Map(),
    associated: await reader.associated(),
    providers: new Map(),
    stores: await reader.madeSecrets(kinds.stores, ref.namespace),
  };
  const auditor = new ObjectAuditor({
    cluster,
    reader,
    surroundings,
    readLevel,
    memory,
    catalogue,
    made: namespace => reader.madeSecrets(kinds.makers, namespace),
  });
  const asOf = new Date().toISOString();
  const namespaces =
    context.links.needsNamespaces && ref.namespace
      ? await reader.namespaceNotes(ref.namespace)
      : undefined;
  if (isStoredKind(ref.kind)) {
    return scanStoredObject(
      ref,
      { ...context, namespaces, asOf },
      { reader, auditor, surroundings },
    );
  }
  const scanned = await reader.workload(ref, seen as WorkloadObject);
  surroundings.scalers = await reader.scalers(kinds.scalers, ref.namespace);
  await lookAround(scanned, { reader, surroundings }, context);
  const roleArn = surroundings.roleArns.get(accountOf(scanned));
  const found = await auditor.audit(scanned);
  const podIdentity = surroundings.associated?.has(accountOf(scanned));
  return toStored(scanned, found, {
    ...context,
    roleArn,
    isRoleUnknown:
      !reader.mayRead('get', 'ServiceAccount') || !surroundings.associated,
    podIdentity,
    namespaces,
    asOf,
  });
}

interface Scan {
  reader: ClusterReader;
  auditor: ObjectAuditor;
  surroundings: Surroundings;
}

async function scanStoredObject(
  ref: WorkloadRef,
  context: ScanContext & {
    namespaces?: ReadonlyMap<string, NamespaceNotes>;
    asOf: string;
    isNamed: (key: string) => Promise<boolean>;
  },
  { reader, auditor, surroundings }: Scan,
): Promise<StoredWorkload | undefined> {
  const kind = ref.kind as ObjectKind;
  const seen = await reader.object(ref.namespace, kind, ref.name);
  if (!seen) {
    throw new NotFoundError(
      `There is no ${kind} ${ref.namespace}/${ref.name} any more. It was deleted since it was last seen.`,
    );
  }
  const key = objectKey(ref.namespace, kind, ref.name);
  seen.isNamed = await context.isNamed(key);
  surroundings.objects.set(key, seen);
  const found = await auditor.auditStored(storedObject(key, seen.marks));
  const scanned = toScannedWorkload(ref.cluster, STORED_KINDS[kind], seen);
  return toStored(scanned, found, context);
}

/** Reads the objects that an audit refers to, until it refers to no new ones. */
async function lookAround(
  scanned: ScannedWorkload,
  { reader, surroundings }: Omit<Scan, 'auditor'>,
  {
    readLevel,
    catalogue,
    kinds,
  }: ScanContext & { kinds: Pick<Kinds, 'providers' | 'connects'> },
): Promise<void> {
  const { namespace } = scanned.ref;
  const roleArns = surroundings.roleArns as Map<string, string>;
  const providers = surroundings.providers as Map<string, object>;
  const objects: KnownObjects = surroundings.objects;
  const connects = new Map<string, KubernetesObject>();
  surroundings.connects = connects;
  const gone = surroundings.gone as Set<string>;
  if (scanned.serviceAccount) {
    const arn = await reader.roleArn(namespace, scanned.serviceAccount);
    if (arn) {
      roleArns.set(accountOf(scanned), arn);
    }
  }
  const tried = new Set<string>();
  const isNew = (key: string) => !tried.has(key) && tried.add(key);
  const readAt = async (
    kind: ObjectKind,
    places: readonly { namespace: string; name: string }[],
  ) => {
    for (const place of places) {
      const found = await reader.object(place.namespace, kind, place.name);
      if (found) {
        objects.set(objectKey(place.namespace, kind, place.name), found);
      }
    }
  };
  for (let round = 0; round < ROUNDS; round += 1) {
    const world = new ScanWorld(surroundings);
    auditObject(scanned.object, world, catalogue, scanned.templates);
    const wanted = [...world.asked].filter(isNew);
    const unplaced = [...world.unplaced].filter(isNew);
    const missing = [...world.missingProviders].filter(isNew);
    const runners = [...world.connectsAsked].filter(isNew);
    const classes = [...world.classesAsked].filter(
      each => !tried.has(`class ${each}`) && tried.add(`class ${each}`),
    );
    if ([wanted, unplaced, missing, runners, classes].flat().length === 0) {
      return;
    }
    for (const key of wanted) {
      const { kind, name, ...place } = parseObjectKey(key);
      if (kind === 'Secret' && readLevel === 0) {
        continue;
      }
      if (!place.namespace) {
        continue;
      }
      const found = await reader.object(place.namespace, kind, name);
      if (found) {
        objects.set(key, found);
      } else if (reader.mayRead('get', kind)) {
        gone.add(key);
      }
    }
    for (const each of unplaced) {
      const [kind, name] = each.split('/') as [ObjectKind, string];
      if (kind === 'Secret' && readLevel === 0) {
        continue;
      }
      await readAt(kind, await reader.placesOf(kind, { name }));
    }
    for (const each of readLevel === 0 ? [] : classes) {
      const label = `${CLASS_LABEL}=${each}`;
      await readAt('Secret', await reader.placesOf('Secret', { label }));
    }
    for (const each of kinds.connects ? runners : []) {
      const [place, name] = each.split('/');
      const found = await reader.oneNamed(kinds.connects!, place, name);
      if (found) {
        connects.set(each, found);
      }
    }
    for (const each of kinds.providers ? missing : []) {
      const [place, name] = each.split('/');
      const found = await reader.oneNamed(kinds.providers!, place, name);
      if (found) {
        providers.set(each, found);
      }
    }
  }
}
