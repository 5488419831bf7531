import { Document, isAlias, isMap, isScalar, isSeq, Node } from 'yaml';
import { Computed } from './computed';

/** Values of pseudo parameters, such as `AWS::AccountId`. */
export type PseudoParameters = Readonly<Record<string, string>>;

const FUNCTION = /^(Ref|Condition|Fn::\w+)$/;

/** What a part of a template says; functions of CloudFormation are computed. Aliases are followed. */
export function cloudFormationValue(
  node: unknown,
  document: Document,
  known: PseudoParameters,
): unknown {
  if (isAlias(node)) {
    return cloudFormationValue(node.resolve(document), document, known);
  }
  const tag = (node as Node | null | undefined)?.tag ?? '';
  if (/^![A-Za-z]/.test(tag)) {
    return computedBy(tag.slice(1), plainOf(node, document), known);
  }
  if (isSeq(node)) {
    return node.items.map(item => cloudFormationValue(item, document, known));
  }
  if (isMap(node)) {
    const [only, ...others] = node.items;
    const name = isScalar(only?.key) ? String(only.key.value) : '';
    if (others.length === 0 && FUNCTION.test(name)) {
      return computedBy(
        name.replace('Fn::', ''),
        plainOf(only.value, document),
        known,
      );
    }
    return Object.fromEntries(
      node.items.map(({ key, value }) => [
        isScalar(key) ? String(key.value) : String(key),
        cloudFormationValue(value, document, known),
      ]),
    );
  }
  return isScalar(node) ? node.value : null;
}

function plainOf(node: unknown, document: Document): unknown {
  return node === null || node === undefined
    ? null
    : (node as Node).toJS(document, { maxAliasCount: 100 });
}

function computedBy(
  name: string,
  argument: unknown,
  known: PseudoParameters,
): Computed {
  if (name === 'Sub' && typeof argument === 'string') {
    return substituted(argument, known);
  }
  const value =
    name === 'Ref' && Object.hasOwn(known, String(argument))
      ? known[String(argument)]
      : undefined;
  return new Computed(
    JSON.stringify([name, argument]),
    value === undefined ? /^.+$/s : new RegExp(`^${escaped(value)}$`, 's'),
  );
}

/** A text of `Fn::Sub`. */
export function substituted(text: string, known: PseudoParameters): Computed {
  const pattern = text
    .split(/(\$\{[^}]*\})/)
    .map(part => {
      const [, name] = /^\$\{([^}]*)\}$/s.exec(part) ?? [];
      if (name === undefined) {
        return escaped(part);
      }
      if (name.startsWith('!')) {
        return escaped(`\${${name.slice(1)}}`);
      }
      return Object.hasOwn(known, name) ? escaped(known[name]) : '.+';
    })
    .join('');
  return new Computed(
    JSON.stringify(['Sub', text]),
    new RegExp(`^${pattern}$`, 's'),
  );
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}
