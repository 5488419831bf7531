import { lookUpName } from '../../detect/credentialCatalogue';
import { valuesAt } from '../customResources/paths';
import { KubernetesObject, ObjectData } from '../types';
import { withMeanings } from './meanings';
import { factsOf, ValueFacts } from '../values/valueFacts';
import { ownerKind } from './marks';
import { isRecord, textOf } from './records';
import { TemplateOfData, templatesIn } from './templatesOfData';
import {
  SECRET_MAKERS,
  SecretMakerRule,
  StoreOfMaker,
} from './secretMakerRules';

/** A Secret that a controller will make from a custom resource. */
export interface MadeSecret {
  /** `*`: in many namespaces. */
  namespace: string | undefined;
  name: string;
  /** Names of its data keys; `undefined` when the resource does not say them all. */
  data: ObjectData | undefined;
  /** What ConfigMaps add to it. */
  templates?: readonly TemplateOfData[];
  /** Of what tells whose key it is: its maker, and the class that names the driver. */
  store?: {
    maker: { kind: string; name: string };
    class?: { kind: string; name: string };
    isOther: boolean;
  };
}

/** The Secrets that a custom resource makes. Manifests have these in place of the Secret. */
export function madeSecretsOf(object: KubernetesObject): MadeSecret[] {
  const group = object.apiVersion?.split('/')[0] ?? '';
  if (!object.apiVersion?.includes('/')) {
    return [];
  }
  return SECRET_MAKERS.filter(
    ({ groups, kinds }) =>
      (groups.includes(group) || groups.includes('*')) &&
      (kinds.includes(object.kind ?? '') || kinds.includes('*')),
  ).flatMap(rule =>
    (rule.each ? valuesAt(object, rule.each) : [{ value: object }]).flatMap(
      ({ value }) => madeBy(rule, object, value),
    ),
  );
}

/** Names of the Secrets of a namespace that a custom resource makes or fills, also without being their owner. */
export function secretsMadeBy(
  object: KubernetesObject,
  namespace: string,
): string[] {
  return madeSecretsOf(object)
    .filter(made => made.namespace === namespace || made.namespace === '*')
    .map(({ name }) => name);
}

function madeBy(
  rule: SecretMakerRule,
  object: KubernetesObject,
  item: unknown,
): MadeSecret[] {
  const { metadata } = object;
  const [name] = rule.names.flatMap(path => textsAt(item, path));
  if (!name) {
    return [];
  }
  const namespace =
    rule.namespace && rule.namespace !== '*'
      ? textsAt(item, rule.namespace)[0] ?? metadata?.namespace
      : rule.namespace ?? metadata?.namespace;
  const { templates, names: ofTemplates } = templatesIn(
    rule.templatesFrom
      ? valuesAt(item, rule.templatesFrom).map(({ value }) => value)
      : [],
  );
  const written = new Map([
    ...(rule.plain ?? []).flatMap(path => factsAt(item, path)),
    ...Object.entries(rule.writes ?? {}).map(
      ([key, text]) => [key, writtenFacts(text)] as const,
    ),
  ]);
  const keys = keysOf(rule, item, ofTemplates, written);
  return [
    {
      namespace,
      name: `${prefixOf(rule, object)}${name}${rule.suffix ?? ''}`,
      data:
        keys &&
        withMeanings(
          new Map(keys.map(key => [key, written.get(key)])),
          rule.means ?? {},
        ),
      templates,
      ...(rule.store ? { store: storeOf(rule.store, object) } : {}),
    },
  ];
}

function prefixOf(
  { prefix = [] }: SecretMakerRule,
  object: KubernetesObject,
): string {
  return prefix
    .map(each => (each.includes('.') ? textsAt(object, each)[0] ?? '' : each))
    .join('');
}

function storeOf(
  { byClass, isOther }: StoreOfMaker,
  object: KubernetesObject,
): MadeSecret['store'] {
  const [name] = byClass ? textsAt(object, byClass.path) : [];
  return {
    maker: { kind: ownerKind(object), name: object.metadata?.name ?? '' },
    ...(byClass && name ? { class: { kind: byClass.kind, name } } : {}),
    isOther,
  };
}

/** A template alone decides the names, unless it is merged. */
function keysOf(
  rule: SecretMakerRule,
  item: unknown,
  ofTemplates: readonly string[],
  written: ReadonlyMap<string, ValueFacts | undefined>,
): string[] | undefined {
  const {
    template,
    open = [],
    fixed = [],
    maps = [],
    texts = [],
    writes = {},
  } = rule;
  const ofTemplate = template
    ? [...fieldsAt(item, template.map), ...ofTemplates]
    : [];
  const isOfTemplate =
    template !== undefined &&
    ofTemplate.length > 0 &&
    textsAt(item, template.mergedBy)[0] !== 'Merge';
  // Entries from a store have the names of the store, which a template takes up one by one.
  const isOpen = open.some(path =>
    path === '*'
      ? true
      : valuesAt(item, path).length > 0 &&
        !(ofTemplate.length > 0 && path.endsWith('dataFrom.*')),
  );
  const said = isOfTemplate
    ? ofTemplate
    : [
        ...fixed,
        ...Object.keys(writes),
        ...texts.flatMap(path => textsAt(item, path)),
        ...maps.flatMap(path => fieldsAt(item, path)),
        ...ofTemplate,
      ];
  // What is not said may be a key too, but one that is said is enough.
  return isOpen &&
    !said.some(name => lookUpName(name) ?? written.get(name)?.text)
    ? undefined
    : said;
}

function textsAt(item: unknown, path: string): string[] {
  return valuesAt(item, path).flatMap(({ value }) => textOf(value) || []);
}

/** What is said of the values of a map, as far as it needs no store. */
function factsAt(
  item: unknown,
  path: string,
): [string, ValueFacts | undefined][] {
  return valuesAt(item, path).flatMap(({ value }) =>
    Object.entries(isRecord(value) ? value : {}).map(
      ([name, each]): [string, ValueFacts | undefined] => [
        name,
        writtenFacts(textOf(isRecord(each) ? each.text : each)),
      ],
    ),
  );
}

/** Of a text that a store completes, only what is said already counts. */
function writtenFacts(text: string): ValueFacts | undefined {
  const facts = factsOf(text);
  // Hetzner's addresses have `your` in them.
  const isSaid = Boolean(facts.text ?? facts.host);
  return isSaid || !(facts.isPlaceholder || facts.isEmpty) ? facts : undefined;
}

function fieldsAt(item: unknown, path: string): string[] {
  return valuesAt(item, path).flatMap(({ value }) =>
    isRecord(value) ? Object.keys(value) : [],
  );
}
