import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { namespaceBeside } from '../objects/namespaceBeside';
import { isRecord, textOf } from '../objects/records';
import { toFinding } from '../toFinding';
import {
  AuditFinding,
  AuditWorld,
  KubernetesObject,
  ObjectData,
} from '../types';
import { factsOf } from '../values/valueFacts';
import { judgeText } from '../values/judge';
import {
  areExamples,
  Entry,
  Group,
  judgeGroup,
  Surroundings,
} from '../workloads/entries';
import { placesOf } from '../objects/placesOf';
import { endpointInData, endpointOfPlace } from './endpoints';
import { valuesAt } from './paths';
import { CredentialPlace, CustomResourceRule, PlacePart } from './types';

interface Named {
  /** Empty for a credential that is written in the resource itself. */
  objectName: string;
  namespace: string | undefined;
  path: string;
  data?: ObjectData;
  entries: Entry[];
  /** Data keys that are files. */
  files: string[];
  isWhole: boolean;
  /** From each place that names the Secret. */
  endpoints: Surroundings['endpoint'][];
}

/** Static credentials of a custom resource, by the rules that fit its group and kind. */
export function auditCustomResource(
  object: KubernetesObject,
  rules: readonly CustomResourceRule[],
  world: AuditWorld,
): AuditFinding[] {
  const group = (object.apiVersion ?? '').includes('/')
    ? object.apiVersion!.split('/')[0]
    : 'core';
  return rulesOf(rules, object.kind ?? '')
    .filter(
      rule =>
        matchesGroup(rule.group, group) &&
        (rule.when ?? []).every(({ path, oneOf }) =>
          holds(object, path, oneOf),
        ),
    )
    .flatMap(rule => auditByRule(object, rule, world));
}

const byKind = new WeakMap<
  readonly CustomResourceRule[],
  Map<string, CustomResourceRule[]>
>();

/** Those for a kind, in their order. Most objects have a kind without a rule. */
function rulesOf(
  rules: readonly CustomResourceRule[],
  kind: string,
): readonly CustomResourceRule[] {
  let known = byKind.get(rules);
  if (!known) {
    known = new Map();
    for (const rule of rules) {
      for (const each of new Set(rule.kinds)) {
        known.set(each, [...(known.get(each) ?? []), rule]);
      }
    }
    byKind.set(rules, known);
  }
  return known.get(kind) ?? [];
}

/** A group may begin with `*.`: `*.services.k8s.aws`. */
function matchesGroup(wanted: string, group: string): boolean {
  return wanted.startsWith('*.')
    ? group.endsWith(wanted.slice(1))
    : wanted === group;
}

function holds(
  object: unknown,
  path: string,
  oneOf: readonly string[],
): boolean {
  const found = valuesAt(object, path).map(({ value }) =>
    // A record counts as present.
    isRecord(value) ? '{}' : textOf(value),
  );
  return (found.length > 0 ? found : ['']).some(text => oneOf.includes(text));
}

function auditByRule(
  object: KubernetesObject,
  rule: CustomResourceRule,
  world: AuditWorld,
): AuditFinding[] {
  const named = collect(object, rule, world).map(each => {
    const inData = endpointInData(rule, each.data);
    return inData === 'unknown'
      ? { ...each, endpoint: undefined, entries: each.entries.map(ofAnyStore) }
      : { ...each, endpoint: inData ?? decidingOf(each.endpoints) };
  });
  const all = named.flatMap(({ entries }) => entries);
  return named.flatMap(each => {
    const { endpoint } = each;
    const text = judgeFiles(each);
    const group: Group = {
      location: 'other',
      objectName: each.objectName,
      path: each.path,
      entries: each.entries,
      readLevel: each.isWhole && each.entries.length > 0 ? 1 : 0,
    };
    const surroundings: Surroundings = { endpoint, all };
    const judged =
      text === 'none' || areExamples(all)
        ? undefined
        : text ??
          judgeGroup(group, surroundings) ??
          opaque(each, rule, endpoint);
    return judged
      ? [
          toFinding(object, {
            container: '',
            location: 'other',
            objectName: each.objectName,
            objectKind: each.objectName ? 'Secret' : undefined,
            objectNamespace:
              (each.namespace ?? '') === (object.metadata?.namespace ?? '')
                ? undefined
                : each.namespace,
            path: each.path,
            ...judged,
            verdict:
              endpoint?.kind === 'other' || rule.family === 'otherStore'
                ? 's3-compatible'
                : judged.verdict,
            keyNames: [
              ...new Set(judged.entries.map(({ keyName }) => keyName)),
            ].sort(),
            why: `${rule.software}: ${judged.why}`,
            remedy: {
              software: rule.software,
              text: rule.keyless,
              source: rule.source,
            },
          }),
        ]
      : [];
  });
}

/** A Secret that any place uses for AWS counts as one for AWS; likewise for an unknown store. */
function decidingOf(endpoints: Named['endpoints']): Surroundings['endpoint'] {
  const foreign = endpoints.filter(each => each?.kind === 'other');
  return foreign.length === endpoints.length
    ? foreign[0]
    : endpoints.find(each => each?.kind === 'aws');
}

/** Names of AWS prove nothing when the endpoint is unknown. */
function ofAnyStore(entry: Entry): Entry {
  return entry.known?.family === 'aws'
    ? { ...entry, known: { ...entry.known, family: 's3' } }
    : entry;
}

/** When any store may be behind a place, names that only AWS uses still prove that it is AWS. */
function knownAs(
  part: PlacePart,
  keyName: string,
  family: CustomResourceRule['family'],
): CataloguedName | undefined {
  if (part === 'file') {
    return undefined;
  }
  const known = lookUpName(keyName);
  const isAws = family === 's3' && known?.family === 'aws';
  if (part !== 'any') {
    return { part, family: isAws ? 'aws' : family };
  }
  return known && { part: known.part, family: isAws ? 'aws' : family };
}

function collect(
  object: KubernetesObject,
  rule: CustomResourceRule,
  world: AuditWorld,
): Named[] {
  const found = new Map<string, Named>();
  const namedAt = (
    objectName: string,
    namespace: string | undefined,
    path: string,
    endpoint: Surroundings['endpoint'],
  ) => {
    const id = `${namespace ?? ''}/${objectName}`;
    const named = found.get(id) ?? {
      objectName,
      namespace,
      path,
      entries: [],
      files: [],
      isWhole: false,
      endpoints: [],
    };
    found.set(id, named);
    named.endpoints.push(endpoint);
    return named;
  };
  for (const place of rule.places) {
    for (const at of valuesAt(object, place.path)) {
      const { value, path } = at;
      const endpoint = endpointOfPlace(object, rule, place.path, at);
      if (place.as === 'value') {
        const text = textOf(value);
        if (text) {
          namedAt('', undefined, path, endpoint).entries.push({
            keyName: place.path.split('.').pop()!,
            known: knownAs(place.part, '', rule.family),
            value: factsOf(text),
          });
        }
        continue;
      }
      const { where } = place;
      if (
        where &&
        !(isRecord(value) && textOf(value[where.field]) === where.is)
      ) {
        continue;
      }
      const ref = referenceOf(value, place);
      if (!ref) {
        continue;
      }
      // A resource of cluster scope often omits the namespace of its Secret.
      const namespace =
        ref.namespace ??
        namespaceBesideAt(object, at.steps) ??
        (object.metadata?.namespace || onlyPlaceOf(object, ref.name, world));
      const named = namedAt(ref.name, namespace, path, endpoint);
      const data = world.dataOf('Secret', namespace, ref.name);
      named.data = data;
      named.isWhole ||= ref.keys.length === 0;
      const keys = ref.keys.length > 0 ? ref.keys : [...(data?.keys() ?? [])];
      for (const keyName of keys) {
        // The Secret is known, and has no such key.
        if (data && !data.has(keyName)) {
          continue;
        }
        if (place.part === 'file') {
          named.files.push(keyName);
        }
        const known = knownAs(place.part, keyName, rule.family);
        if (known) {
          named.entries.push({ keyName, known, value: data?.get(keyName) });
        }
      }
    }
  }
  return [...found.values()];
}

/** The namespace of the Secret, unless several have one that it may be. */
function onlyPlaceOf(
  object: KubernetesObject,
  name: string,
  world: AuditWorld,
): string | undefined {
  const places = placesOf(object, name, world);
  return places.length === 1 ? places[0] : undefined;
}

/** What a field beside the name says: `credentialSecretNamespace` beside `credentialSecretName`. */
function namespaceBesideAt(
  object: unknown,
  steps: readonly string[],
): string | undefined {
  const field = steps[steps.length - 1];
  const around = steps
    .slice(0, -1)
    .reduce<unknown>(
      (value, step) =>
        typeof value === 'object' && value !== null
          ? (value as Record<string, unknown>)[step]
          : undefined,
      object,
    );
  return isRecord(around) ? namespaceBeside(around, field) : undefined;
}

function referenceOf(
  value: unknown,
  place: CredentialPlace,
): { name: string; namespace?: string; keys: readonly string[] } | undefined {
  const record = isRecord(value) ? value : { name: value };
  const said = textOf(record.name ?? record.secretName);
  if (!said) {
    return undefined;
  }
  // Zalando's operator names `namespace/name`.
  const [name, prefix] = said.split('/').reverse();
  const key = textOf(record.key);
  return {
    name,
    namespace: textOf(record.namespace) || prefix || undefined,
    keys: key ? [key] : place.keys ?? [],
  };
}

/** The text of files, if it may be read; `none` when it was read and holds no key. */
function judgeFiles({
  files,
  data,
}: Named): ReturnType<typeof judgeGroup> | 'none' {
  const seen = files.filter(key => data?.get(key) !== undefined);
  if (seen.length === 0) {
    return undefined;
  }
  const found = seen.flatMap(key => {
    const text = data!.get(key)!.text;
    return text ? [{ key, text }] : [];
  });
  if (found.length === 0) {
    return 'none';
  }
  return {
    ...judgeText(found[0].text),
    entries: found.map(({ key }) => ({ keyName: key })),
    ids: found.flatMap(({ text }) => text.ids),
    readLevel: 2,
  };
}

/** The place is only for credentials, and nothing else is known of the Secret. */
function opaque(
  { files, objectName, data }: Named,
  rule: CustomResourceRule,
  endpoint: Surroundings['endpoint'],
): ReturnType<typeof judgeGroup> {
  // Its data keys are known, and none has the name of a key: it holds a role, or settings.
  if (!objectName || (data && files.length === 0)) {
    return undefined;
  }
  const isAws = rule.family === 'aws' || endpoint?.kind === 'aws';
  return {
    verdict: isAws ? 'static-aws' : 'uncertain',
    confidence: 'name',
    why: isAws
      ? `${objectName} is named where an AWS key belongs`
      : `${objectName} is named where the key of an object store belongs`,
    entries: files.map(keyName => ({ keyName })),
    ids: [],
    readLevel: 0,
  };
}
