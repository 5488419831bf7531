import { isDeepStrictEqual } from 'node:util';
import { KubernetesObject } from '../../audit/types';
import { Json } from '../detach/podFields';
import { ChangeImpossibleError } from '../types';
import { makes, Removal, withoutParts } from './makers';
import { namersOf } from './stillNamed';
import { SecretRemoval } from './types';

/** What becomes of the objects that make the Secret, by their places in the list of before. */
export type Removals = ReadonlyMap<number, Removal>;

/**
 * Proves what the files make after a removal: all other objects are as they were, those that made the Secret are gone or make what is
 * left, and nothing names what goes. Pure.
 *
 * @param before - objects before, and `after` those of the edited files
 * @returns what was proven, one sentence each. Throws ChangeImpossibleError.
 */
export function proveRemoval(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  removals: Removals,
  removal: SecretRemoval,
): string[] {
  const { name, namespace, awsKeys } = removal;
  const all = [...removals.values()];
  const isWhole = all.every(({ whole }) => whole);
  const expected = before.flatMap((object, at) => {
    const planned = removals.get(at);
    if (planned?.whole) {
      return [];
    }
    return planned
      ? [withoutParts(copyOf(object), planned) as KubernetesObject]
      : [object];
  });
  const present = renamedBack(before, after, name);
  const wanted = new Map(expected.map(each => [idOf(each), each]));
  const found = new Map(present.map(each => [idOf(each), each]));
  const wrong = [...new Set([...wanted.keys(), ...found.keys()])].find(
    id => !isDeepStrictEqual(copyOf(wanted.get(id)), copyOf(found.get(id))),
  );
  if (wrong || wanted.size !== present.length) {
    throw new ChangeImpossibleError(
      'unproven',
      `With the change, ${
        wrong ?? 'the number of objects'
      } would not be as planned. Make it by hand.`,
    );
  }
  const others = present.filter(each => !makes(each, name, namespace));
  const namers = namersOf(
    others,
    { namespace, name },
    isWhole ? undefined : awsKeys,
  );
  if (namers.length > 0) {
    throw new ChangeImpossibleError(
      'stillNamed',
      `Secret ${name} is still ${isWhole ? 'named' : 'read'} by ${namers
        .slice(0, 5)
        .join(', ')} in the same files. Change or remove them first.`,
    );
  }
  const titles = [...removals.keys()].map(
    at => `${before[at].kind} ${before[at].metadata?.name}`,
  );
  return [
    isWhole
      ? `${titles.join(' and ')} ${
          titles.length > 1 ? 'are' : 'is'
        } gone, and with it Secret ${name}, which held AWS keys only.`
      : `${titles.join(' and ')} no longer ${
          titles.length > 1 ? 'have' : 'has'
        } ${awsKeys.join(', ')}; all other data of Secret ${name} stays.`,
    'Nothing else in these files names what goes.',
    ...(present.length - (isWhole ? 0 : titles.length) > 0
      ? ['All other objects of these files are as they were.']
      : []),
    ...before.flatMap((object, at) =>
      removals.get(at)?.whole && isKept(object)
        ? [
            `${object.kind} ${object.metadata?.name} tells its controller to keep the Secret: delete it in the cluster after the merge.`,
          ]
        : [],
    ),
  ];
}

/** Whether a controller leaves the Secret there when its maker goes. */
function isKept({ spec }: KubernetesObject): boolean {
  const target = (spec as Json | undefined)?.target as Json | undefined;
  return target?.creationPolicy === 'Orphan';
}

/** A Secret whose name ends in a hash of its content gets another one with it. */
function renamedBack(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  name: string,
): KubernetesObject[] {
  const stem = /^(.+)-[a-z0-9]{10}$/.exec(name)?.[1];
  const isThere = after.some(
    ({ kind, metadata }) => kind === 'Secret' && metadata?.name === name,
  );
  const fresh = after.filter(
    ({ kind, metadata }) =>
      kind === 'Secret' &&
      /^(.+)-[a-z0-9]{10}$/.exec(metadata?.name ?? '')?.[1] === stem &&
      !before.some(
        each => each.kind === kind && each.metadata?.name === metadata?.name,
      ),
  );
  if (!stem || isThere || fresh.length !== 1) {
    return [...after];
  }
  return JSON.parse(
    JSON.stringify(after).replaceAll(
      `"${fresh[0].metadata!.name}"`,
      `"${name}"`,
    ),
  );
}

function idOf({ apiVersion, kind, metadata }: KubernetesObject): string {
  return `${apiVersion} ${kind} ${metadata?.namespace ?? ''}/${metadata?.name}`;
}

function copyOf<T>(value: T): Json {
  return value === undefined ? {} : JSON.parse(JSON.stringify(value));
}
