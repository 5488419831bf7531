import { Fields, isRecord, textOf } from '../objects/records';
import { SecretField } from '../objects/secretFields';
import { KubernetesObject } from '../types';
import { secretsInText } from '../values/secretsInText';

/** Kinds that install a chart or manifests, where they say into which namespace, and which fields are about that. */
const INSTALLERS: Readonly<Record<string, { into: string; about: RegExp }>> = {
  Application: {
    into: 'spec.destination.namespace',
    about: /^spec\.sources?[.[]/,
  },
  ApplicationSet: {
    into: 'spec.template.spec.destination.namespace',
    about: /^spec\.template\.spec\.sources?[.[]/,
  },
  HelmChart: {
    into: 'spec.targetNamespace',
    about: /^spec\.(valuesContent|set)\b/,
  },
  HelmRelease: { into: 'spec.targetNamespace', about: /^spec\.values\b/ },
};
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
/** A name that a template fills in is none. */
const NAMESPACE = /^[a-z\d]([-a-z\d]{0,61}[a-z\d])?$/;
const DEPTH = 20;

/**
 * Secrets that settings of a resource name, where these are a text in it: values of a chart in an Application of Argo CD or in a
 * HelmChart of K3s, and `extraEnvFrom: |` in values. Only guesses, because what the text is for is not known. Pure.
 */
export function secretFieldsInTexts(object: KubernetesObject): SecretField[] {
  const found: SecretField[] = [];
  const search = (
    value: unknown,
    path: string,
    around: readonly Fields[],
  ): void => {
    if (typeof value === 'string') {
      found.push(
        ...secretsInText(value).map(said => {
          const [name, namespace] = said.split('/').reverse();
          return {
            name,
            ...(namespace ? { namespace } : {}),
            isGuess: true,
            path,
            around,
          };
        }),
      );
    } else if (Array.isArray(value)) {
      value.forEach((each, at) => search(each, `${path}[${at}]`, around));
    } else if (isRecord(value) && around.length <= DEPTH) {
      for (const [field, inside] of Object.entries(value)) {
        if (around.length > 0 || !LEFT_OUT.has(field)) {
          search(inside, path ? `${path}.${field}` : field, [value, ...around]);
        }
      }
    }
  };
  search(object, '', []);
  return found;
}

/** The namespace into which a resource installs what a field is about; undefined when that is its own. */
export function namespaceOfValues(
  object: KubernetesObject,
  path: string,
): string | undefined {
  const installer = INSTALLERS[object.kind ?? ''];
  if (!installer?.about.test(path)) {
    return undefined;
  }
  const said = textOf(
    installer.into
      .split('.')
      .reduce<unknown>(
        (value, field) => (isRecord(value) ? value[field] : undefined),
        object,
      ),
  );
  return NAMESPACE.test(said) ? said : undefined;
}
