import { valuesAt } from '../../audit/customResources/paths';
import { isRecord, textOf } from '../../audit/objects/records';
import { madeSecretsOf } from '../../audit/objects/secretMakers';
import { KubernetesObject } from '../../audit/types';
import { isCredentialKey } from '../detach/credentialNames';
import { Json } from '../detach/podFields';
import { ChangeImpossibleError } from '../types';
import { SecretRemoval } from './types';

/** A kind whose objects make one Secret and nothing else, so that they may go with it. */
interface MakerKind {
  group: string;
  kind: string;
  /** Paths of maps whose fields are data keys. */
  maps: readonly string[];
  /** Lists whose items each make a data key, named in this field of theirs. */
  lists: readonly { path: string; key: string }[];
  /** Where these are there, names of data keys stand elsewhere. */
  open: readonly string[];
  /** Maps of a template. Unless it is merged, as this path says, its names are those of the Secret, and the others go into it. */
  template?: { maps: readonly string[]; mergedBy?: string };
}

const KINDS: readonly MakerKind[] = [
  {
    group: '',
    kind: 'Secret',
    maps: ['data', 'stringData'],
    lists: [],
    open: [],
  },
  {
    group: 'external-secrets.io',
    kind: 'ExternalSecret',
    maps: [],
    lists: [{ path: 'spec.data', key: 'secretKey' }],
    open: ['spec.dataFrom.*', 'spec.target.template'],
    template: {
      maps: ['spec.target.template.data'],
      mergedBy: 'spec.target.template.mergePolicy',
    },
  },
  {
    group: 'kubernetes-client.io',
    kind: 'ExternalSecret',
    maps: [],
    lists: [{ path: 'spec.data', key: 'name' }],
    open: ['spec.dataFrom.*', 'spec.template'],
    // Always merged.
    template: { maps: ['spec.template.data', 'spec.template.stringData'] },
  },
  {
    group: 'bitnami.com',
    kind: 'SealedSecret',
    maps: ['spec.encryptedData', 'spec.template.data'],
    lists: [],
    open: [],
  },
  {
    group: 'isindir.github.com',
    kind: 'SopsSecret',
    maps: [
      'spec.secretTemplates.*.stringData',
      'spec.secretTemplates.*.data',
      'spec.secret_templates.*.stringData',
      'spec.secret_templates.*.data',
    ],
    lists: [],
    open: [],
  },
  {
    group: 'craftypath.github.io',
    kind: 'SopsSecret',
    maps: ['spec.stringData', 'spec.data'],
    lists: [],
    open: [],
  },
];

/** Whether an object is the Secret of this name, or makes it. */
export function makes(
  object: KubernetesObject,
  name: string,
  namespace?: string,
): boolean {
  const isHere = (given: string | undefined) =>
    !given || !namespace || given === namespace || given === '*';
  return object.kind === 'Secret' && groupOf(object) === ''
    ? object.metadata?.name === name && isHere(object.metadata?.namespace)
    : madeSecretsOf(object).some(
        made => made.name === name && isHere(made.namespace),
      );
}

/** What has to happen to a maker: all of it goes, these parts of it, or nothing. */
export type Removal =
  | { whole: true }
  | {
      whole: false;
      /** Paths of maps with the fields that go, and of lists with the items. */
      maps: { path: string[]; keys: string[] }[];
      lists: { path: string[]; items: number[] }[];
    };

/**
 * What of a maker has to go; undefined when it makes no AWS key. Throws ChangeImpossibleError when that cannot be told, or is not to be
 * written by a program.
 *
 * @param path - of its file, for people
 */
export function removalOf(
  object: KubernetesObject,
  { awsKeys, otherKeys, name }: SecretRemoval,
  path: string,
): Removal | undefined {
  const title = `${object.kind} ${object.metadata?.name}`;
  const rule = KINDS.find(
    ({ group, kind }) => group === groupOf(object) && kind === object.kind,
  );
  if (!rule) {
    throw new ChangeImpossibleError(
      'otherMaker',
      `Secret ${name} is made by ${title}, which may make more than this Secret. Take it out there by hand.`,
      { path },
    );
  }
  const isAws = (key: string) => awsKeys.includes(key) || isCredentialKey(key);
  const maps = rule.maps
    .flatMap(each => valuesAt(object, each))
    .flatMap(({ value, steps }) =>
      isRecord(value) ? [{ path: [...steps], all: Object.keys(value) }] : [],
    );
  const lists = rule.lists.flatMap(({ path: at, key }) =>
    valuesAt(object, at).map(({ value, steps }) => ({
      path: [...steps],
      all: (Array.isArray(value) ? value : []).map(item =>
        textOf(isRecord(item) ? item[key] : undefined),
      ),
    })),
  );
  const said = [...maps, ...lists].flatMap(({ all }) => all);
  const isOpen = rule.open.some(each => valuesAt(object, each).length > 0);
  const made = madeSecretsOf(object).length;
  const names = namesOf(object, rule, said);
  // What was merged and is not in the cluster yet stands here only. Of a store, all that is taken over is in the Secret, whose names
  // the cluster has told.
  if (made <= 1 && otherKeys.length === 0 && names.every(isAws)) {
    return { whole: true };
  }
  if (!isOpen && !said.some(isAws)) {
    return undefined;
  }
  const by = (object as Json).sops
    ? 'SOPS has signed all of it, and an edit by other means would break the signature. Take the keys out with sops'
    : 'names of its data stand elsewhere, or it makes several Secrets. Take the keys out by hand';
  if (isOpen || made > 1 || (object as Json).sops) {
    throw new ChangeImpossibleError(
      'mixed',
      `${title} makes other data than AWS keys too (${
        [...new Set([...otherKeys, ...names.filter(key => !isAws(key))])].join(
          ', ',
        ) || 'not known which'
      }), and ${by}.`,
      { path },
    );
  }
  return {
    whole: false,
    maps: maps
      .map(each => ({ path: each.path, keys: each.all.filter(isAws) }))
      .filter(({ keys }) => keys.length > 0),
    lists: lists
      .map(each => ({
        path: each.path,
        items: each.all.flatMap((key, at) => (isAws(key) ? [at] : [])),
      }))
      .filter(({ items }) => items.length > 0),
  };
}

/** The names of the Secret's data that an object says. */
function namesOf(
  object: KubernetesObject,
  { template }: MakerKind,
  said: string[],
): string[] {
  const ofTemplate = (template?.maps ?? [])
    .flatMap(each => valuesAt(object, each))
    .flatMap(({ value }) => (isRecord(value) ? Object.keys(value) : []));
  const isAlone =
    ofTemplate.length > 0 &&
    template?.mergedBy !== undefined &&
    valuesAt(object, template.mergedBy)[0]?.value !== 'Merge';
  return isAlone ? ofTemplate : [...said, ...ofTemplate];
}

/** The object without the parts that go. Maps and lists of which nothing is left go too. */
export function withoutParts(object: Json, removal: Removal): Json {
  if (removal.whole) {
    return object;
  }
  const at = (path: readonly string[]) =>
    path.slice(0, -1).reduce<Json>((node, step) => node[step] as Json, object);
  for (const { path, keys } of removal.maps) {
    const owner = at(path);
    const field = path.at(-1)!;
    const map = owner[field] as Json;
    keys.forEach(key => delete map[key]);
    if (Object.keys(map).length === 0) {
      delete owner[field];
    }
  }
  for (const { path, items } of removal.lists) {
    const owner = at(path);
    const field = path.at(-1)!;
    const left = (owner[field] as unknown[]).filter(
      (_, index) => !items.includes(index),
    );
    if (left.length === 0) {
      delete owner[field];
    } else {
      owner[field] = left;
    }
  }
  return object;
}

export function groupOf({ apiVersion = '' }: KubernetesObject): string {
  return apiVersion.includes('/') ? apiVersion.split('/')[0] : '';
}
