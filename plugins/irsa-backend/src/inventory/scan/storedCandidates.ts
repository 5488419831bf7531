import {
  KubernetesObject,
  lookUpName,
  ObjectData,
} from 'backstage-plugin-irsa-node';
import { KnownObjects, parseObjectKey } from './KnownObjects';

/** https://helm.sh/docs/topics/advanced/#storage-backends */
const HELM_RELEASE = /^sh\.helm\.release\.v1\.(.+)\.v(\d+)$/;
const HELM_TYPE = 'helm.sh/release.v1';

/**
 * Secrets and ConfigMaps without a known user whose names or texts suggest credentials; with `helm`, also the newest
 * record of each Helm release. They are returned without data and annotations.
 */
export function* storedCandidates(
  known: KnownObjects,
  options: { helm: boolean },
): Generator<KubernetesObject> {
  const releases = new Map<string, { version: number; key: string }>();
  for (const [key, object] of known) {
    if (object.isUsed) {
      continue;
    }
    const { namespace, kind, name } = parseObjectKey(key);
    const release = kind === 'Secret' ? HELM_RELEASE.exec(name) : undefined;
    if (release) {
      const id = `${namespace}/${release[1]}`;
      const version = Number(release[2]);
      if (version > (releases.get(id)?.version ?? 0)) {
        releases.set(id, { version, key });
      }
    } else if (object.data && speaksOfKeys(object.data)) {
      yield storedObject(key, object.isBucketClaim);
    }
  }
  if (!options.helm) {
    return;
  }
  for (const { key } of releases.values()) {
    yield storedObject(key);
  }
}

/** The parts of a Secret or ConfigMap that are audited besides its data. */
export function storedObject(
  key: string,
  isBucketClaim = false,
): KubernetesObject {
  const { namespace, kind, name } = parseObjectKey(key);
  return {
    apiVersion: 'v1',
    kind,
    metadata: {
      namespace,
      name,
      labels: isBucketClaim ? { 'bucket-provisioner': '' } : {},
    },
    // Lists of metadata have no type. Helm's Secrets are recognised by their name.
    ...(isHelmRelease(name) ? { type: HELM_TYPE } : {}),
  };
}

export function isHelmRelease(name: string): boolean {
  return HELM_RELEASE.test(name);
}

function speaksOfKeys(data: ObjectData): boolean {
  for (const [name, facts] of data) {
    if (lookUpName(name) || facts?.text || facts?.ids.length) {
      return true;
    }
  }
  return false;
}
