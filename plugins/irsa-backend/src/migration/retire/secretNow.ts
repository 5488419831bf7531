import { V1ObjectMeta } from '@kubernetes/client-node';
import { ConflictError } from '@backstage/errors';
import {
  dataKeysOf,
  detectManager,
  isCredentialKey,
  KINDS,
  ObjectData,
  objectPath,
  readObject,
} from 'backstage-plugin-irsa-node';
import { readFacts } from '../../clusters/readSecret';
import { isKeyOfAws } from '../../plan/world/keysOfSecret';
import { RetireSight } from './RetireContext';

/** What a Secret is at this moment: names and facts, no value. */
export interface SecretNow {
  uid?: string;
  resourceVersion?: string;
  /** Names of the data keys that hold parts of AWS credentials. */
  awsKeys: string[];
  /** Names of all other data keys. */
  others: string[];
  /** Whether the access key ids in it were compared with the one that is retired. */
  areValuesCompared: boolean;
  /** What keeps it as a source says, and would make it again. */
  keeper?: string;
  /** Whether it is changed by changing what stands in Git. */
  isInGit?: boolean;
  metadata: Pick<V1ObjectMeta, 'labels' | 'annotations'>;
}

/**
 * Reads what the Secret holds now; undefined when it is gone. Throws ConflictError when its names cannot be told, or when
 * it holds another access key than the one that is retired.
 */
export async function readSecretNow(
  sight: RetireSight,
  name: string,
): Promise<SecretNow | undefined> {
  const { record, cluster, readLevel, read } = sight;
  const { namespace } = record.execution.workload;
  const title = `Secret ${namespace}/${name}`;
  const found = await read(() =>
    readObject<{ metadata: V1ObjectMeta }>(
      cluster,
      objectPath(KINDS.Secret, namespace, name),
      { metadataOnly: true },
    ),
  );
  if (!found) {
    return undefined;
  }
  const facts =
    readLevel === 2
      ? await read(() => readFacts(cluster, namespace, 'Secret', name))
      : undefined;
  const names = facts
    ? [...facts.keys()].sort()
    : dataKeysOf({ ...found.metadata });
  if (!names) {
    throw new ConflictError(
      `What ${title} holds cannot be told from its metadata, so nothing was deleted. Look at it, and delete it by hand.`,
    );
  }
  const foreign = [...(facts ?? [])].flatMap(([key, value]) =>
    (value?.ids ?? [])
      .filter(
        ({ fingerprint }) => fingerprint !== record.execution.key?.fingerprint,
      )
      .map(({ last4 }) => `${key} (••••${last4})`),
  );
  if (foreign.length > 0) {
    throw new ConflictError(
      `${title} holds another access key than the one that is retired: ${foreign.join(
        ', ',
      )}. Nothing was deleted. Find out what uses it, and settle it by hand.`,
    );
  }
  const planned = record.execution.secrets.find(each => each.name === name);
  const known =
    planned?.awsKeys?.filter(key => mayBePart(facts, key)) ?? halvesOf(facts);
  const { uid, resourceVersion } = found.metadata;
  return {
    uid,
    resourceVersion,
    awsKeys: names.filter(key => isKeyOfAws(key, known)),
    others: names.filter(key => !isKeyOfAws(key, known)),
    areValuesCompared: facts !== undefined,
    ...keeperOf(found.metadata),
    metadata: found.metadata,
  };
}

/**
 * Whether a data key may hold a part of a key still, as the plan says by a name that does not. Something else may have been written
 * under it since. It may, while values are not read.
 */
function mayBePart(facts: ObjectData | undefined, key: string): boolean {
  const value = facts?.get(key);
  return (
    facts === undefined ||
    (value !== undefined && (value.ids.length > 0 || !!value.isSecretShaped))
  );
}

/**
 * Data keys with the two halves of a key, under names that do not say so: the only value with the form of an id, and the only one with
 * that of its secret half. None when the names say it.
 */
function halvesOf(facts: ObjectData | undefined): string[] {
  const all = [...(facts ?? [])];
  const ids = all.filter(([, value]) => value?.shape === 'aws');
  const secrets = all.filter(([, value]) => value?.isSecretShaped);
  const isSaid = all.some(([key]) => isCredentialKey(key));
  return !isSaid && ids.length === 1 && secrets.length === 1
    ? [...ids, ...secrets].map(([key]) => key)
    : [];
}

/** What makes Secrets from what stands in Git. */
const MAKERS_IN_GIT = /^(ExternalSecret|SealedSecret|SopsSecret)\//;

/** What keeps a Secret. A field manager that nobody knows keeps nothing by itself; what several tools claim, one of them keeps. */
export function keeperOf(
  metadata: V1ObjectMeta,
): Pick<SecretNow, 'keeper' | 'isInGit'> {
  const { kind, name, livePatchAllowed, evidence } = detectManager(metadata);
  const owner = metadata.ownerReferences?.find(({ controller }) => controller);
  const isMade =
    owner !== undefined && MAKERS_IN_GIT.test(`${owner.kind}/${owner.name}`);
  const isClaimed = evidence?.startsWith('several claim it') ?? false;
  if (isMade) {
    return { keeper: `${owner.kind} ${owner.name}`, isInGit: true };
  }
  if (isClaimed) {
    return {
      keeper: evidence,
      isInGit: /argocd|flux|terraform/.test(evidence!),
    };
  }
  return livePatchAllowed || kind === 'unknown'
    ? {}
    : {
        keeper: [kind, name].filter(Boolean).join(' '),
        isInGit: kind === 'argocd' || kind === 'flux' || kind === 'terraform',
      };
}
