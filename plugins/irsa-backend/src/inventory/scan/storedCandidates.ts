import {
  helmReleaseOf,
  isOfOtherType,
  isTellingName,
  KubernetesObject,
  Marks,
  newestReleases,
  ObjectData,
} from 'backstage-plugin-irsa-node';
import { Breather } from '../../shared/Breather';
import { KnownObjects, objectKey, parseObjectKey } from './KnownObjects';

const HELM_TYPE = 'helm.sh/release.v1';
/** Objects between two looks at the clock. */
const SOME = 256;

export interface StoredCandidates {
  /** Without data and annotations. */
  objects: KubernetesObject[];
  /** Secrets that nothing refers to and whose names say nothing of a key, so that nobody reads them. */
  unread: number;
}

/**
 * Secrets and ConfigMaps whose key nothing takes, and which something names, or whose names or texts suggest a key; with
 * `helm`, also the newest record of each Helm release.
 */
export async function storedCandidates(
  known: KnownObjects,
  options: { helm: boolean },
): Promise<StoredCandidates> {
  const breather = new Breather();
  await noteNamedBySettings(known, breather);
  const objects: KubernetesObject[] = [];
  const records: { namespace: string; name: string; key: string }[] = [];
  let unread = 0;
  let looked = 0;
  for (const [key, object] of known) {
    looked += 1;
    if (looked % SOME === 0) {
      await breather.breathe();
    }
    if (object.isTaken) {
      continue;
    }
    const { namespace, kind, name } = parseObjectKey(key);
    if (kind === 'Secret' && helmReleaseOf(name)) {
      records.push({ namespace, name, key });
    } else if (
      (kind === 'Secret' && object.isNamed) ||
      (object.data && speaksOfKeys(object.data))
    ) {
      objects.push(storedObject(key, object.marks));
    } else if (
      kind === 'Secret' &&
      !isOfOtherType([...(object.data?.keys() ?? [])])
    ) {
      unread += 1;
    }
  }
  const newest = options.helm ? newestReleases(records) : [];
  objects.push(...newest.map(({ key }) => storedObject(key)));
  return { objects, unread: options.helm ? unread : unread + records.length };
}

/** Secrets that the settings in a ConfigMap name are used by whoever reads the settings. */
async function noteNamedBySettings(
  known: KnownObjects,
  breather: Breather,
): Promise<void> {
  let looked = 0;
  for (const [key, { data }] of known) {
    looked += 1;
    if (looked % SOME === 0) {
      await breather.breathe();
    }
    if (!data || !key.includes('/ConfigMap/')) {
      continue;
    }
    for (const facts of data.values()) {
      for (const said of facts?.secrets ?? []) {
        const { namespace, name } = parseObjectKey(key);
        const [secret, place = namespace] = said.split('/').reverse();
        const object = known.get(objectKey(place, 'Secret', secret));
        if (object) {
          object.isNamed = true;
          object.namedBy ??= name;
        }
      }
    }
  }
}

/** The parts of a Secret or ConfigMap that are audited besides its data. */
export function storedObject(key: string, marks?: Marks): KubernetesObject {
  const { namespace, kind, name } = parseObjectKey(key);
  return {
    apiVersion: 'v1',
    kind,
    metadata: { namespace, name, ...marks },
    // Lists of metadata have no type. Helm's Secrets are recognised by their name.
    ...(helmReleaseOf(name) ? { type: HELM_TYPE } : {}),
  };
}

function speaksOfKeys(data: ObjectData): boolean {
  for (const [name, facts] of data) {
    if (isTellingName(name) || facts?.text || facts?.ids.length) {
      return true;
    }
  }
  return false;
}
