import { lookUpName } from '../../detect/credentialCatalogue';
import { ObjectData } from '../types';
import { pairsIn } from '../values/pairs';
import { ValueFacts } from '../values/valueFacts';
import { isRecord, recordsOf, textOf } from './records';

/** A ConfigMap or Secret whose data are templates for the data of a Secret. */
export interface TemplateOfData {
  kind: 'ConfigMap' | 'Secret';
  name: string;
  /** Data keys of it. */
  keys: readonly string[];
  /** Whether each value is a list of names and values, and not a value itself. */
  isOfPairs: boolean;
}

/**
 * `templateFrom` of an ExternalSecret.
 * {@link https://external-secrets.io/latest/guides/templating/#templatefrom}
 *
 * @returns names: of data keys that a text in it says
 */
export function templatesIn(list: readonly unknown[]): {
  templates: TemplateOfData[];
  names: string[];
} {
  const templates: TemplateOfData[] = [];
  const names: string[] = [];
  for (const each of list.filter(isRecord)) {
    // Labels and annotations are made so as well.
    if (!/^(Data)?$/i.test(textOf(each.target))) {
      continue;
    }
    names.push(
      ...[...pairsIn(textOf(each.literal))]
        .map(({ name }) => name)
        .filter(name => lookUpName(name)),
    );
    for (const [field, kind] of [
      ['configMap', 'ConfigMap'],
      ['secret', 'Secret'],
    ] as const) {
      const source = each[field];
      if (!isRecord(source) || !textOf(source.name)) {
        continue;
      }
      for (const isOfPairs of [false, true]) {
        const keys = recordsOf(source.items)
          .filter(item => (item.templateAs === 'KeysAndValues') === isOfPairs)
          .map(item => textOf(item.key));
        if (keys.length > 0) {
          templates.push({ kind, name: textOf(source.name), keys, isOfPairs });
        }
      }
    }
  }
  return { templates, names: [...new Set(names)] };
}

/** The data of a Secret with what its templates add. `undefined`: not all names are known, and no name of a key is. */
export function withTemplates(
  own: ObjectData | undefined,
  templates: readonly TemplateOfData[],
  dataOf: (template: TemplateOfData) => ObjectData | undefined,
): ObjectData | undefined {
  const added = templates.flatMap(template =>
    template.keys.flatMap((key): [string, ValueFacts | undefined][] => {
      const facts = dataOf(template)?.get(key);
      if (!facts?.text) {
        return [];
      }
      return template.isOfPairs
        ? facts.text.names.map(name => [name, undefined])
        : [[key, facts]];
    }),
  );
  return added.length > 0 ? new Map([...(own ?? []), ...added]) : own;
}
