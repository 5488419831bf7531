import { namespaceBeside } from './namespaceBeside';
import { Fields, isRecord, recordsOf, textOf } from './records';
import { handedKey } from '../values/handedKeys';
import { keySaidBy, keysSaidIn, SaidKey } from './keysSaid';

/** `secret`, `secretName`, `secretNameRef`, `existingSecret`, `credentialsSecretRef`, `object_storage_s3_secret`, `csi.storage.k8s.io/node-stage-secret-name`. */
const REFERENCE =
  /(^|[a-z\d_.\/-])secrets?([_.-]?(name|name[_-]?ref|ref|refs|ref[_-]?name|reference|key[_-]?ref|selector))?$/i;
/** `credentials`, `awsAuth`, `accessKeyRef`, `scyllaAgentConfig`: fields that may name a Secret without the word. */
const MAY_NAME_SECRET =
  /cred|auth|aws|s3|(^|[a-z\d_.-])config(uration)?([_.-]?(name|refs?|file))?$|keys?[_.-]?refs?$/i;
/** What such fields name besides. */
const NAMES_OTHERS = /(key|keys|namespace|bucket|region|role|user|account)$/i;
const OF_CONFIG_MAP = /config[_.-]?map/i;
/** Variables by their name, each with the Secret as a `path`: Function Mesh. */
const MAP_OF_SECRETS = /secrets?[_.-]?map$/i;
/** A name that Kubernetes allows. */
const OBJECT_NAME = /^[a-z\d]([a-z\d.-]{0,251}[a-z\d])?$/;
/** `namespace:name` of Rancher, and `namespace/name`. */
const WITH_NAMESPACE = /^([a-z\d][a-z\d-]{0,62})[:/]([a-z\d][a-z\d.-]{0,252})$/;
/** `secret:name` and `secret:name/key` of Camel K. */
const AS_TEXT = /^secret:([a-z\d][a-z\d.-]{0,252})(\/[\w.-]+)?(@.*)?$/;
/** A class of Secrets: https://docs.stackable.tech/home/stable/secret-operator/secretclass/ */
const CLASS = 'secretClass';
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
const DEPTH = 20;

/** A field that names a Secret. */
export interface SecretField {
  name: string;
  /** Only the field's name suggests it, so that nothing is asked about a Secret that is not there. */
  isGuess?: boolean;
  /** The name is that of a class, whose Secrets have it as a label. */
  isClass?: boolean;
  namespace?: string;
  path: string;
  /** The one data key that it names, and the property or variable that this becomes. */
  handed?: SaidKey;
  /** A data key that the resource calls a part of an access key, which counts beside the other half only. */
  said?: SaidKey;
  /** The records around it, the nearest first. */
  around: readonly Fields[];
}

type Named = Pick<SecretField, 'name' | 'namespace'>;

/** Whether a field of this name can name a Secret. */
export function isSecretReference(field: string): boolean {
  return REFERENCE.test(field);
}

/** Whether a field of this name can have Secrets below it, by the names of variables. */
export function isMapOfSecrets(field: string): boolean {
  return MAP_OF_SECRETS.test(field);
}

/** Whether a field of this name can name a Secret without the word, when there is one of that name. */
function mayNameSecret(field: string): boolean {
  return (
    MAY_NAME_SECRET.test(field) &&
    !NAMES_OTHERS.test(field) &&
    !OF_CONFIG_MAP.test(field)
  );
}

/** Every field of a resource that names a Secret, or may do so by its name. Pure. */
export function secretFieldsOf(resource: unknown): SecretField[] {
  return fieldsIn(resource, LEFT_OUT);
}

/** As `secretFieldsOf`, of a record of settings, without guesses. Pure. */
export function secretsNamedIn(settings: unknown): SecretField[] {
  return fieldsIn(settings, new Set()).filter(({ isGuess }) => !isGuess);
}

function fieldsIn(root: unknown, leftOut: ReadonlySet<string>): SecretField[] {
  const found: SecretField[] = [];
  const search = (
    value: unknown,
    path: string,
    around: readonly Fields[],
  ): void => {
    if (around.length > DEPTH) {
      return;
    }
    const byText = typeof value === 'string' && AS_TEXT.exec(value);
    if (byText) {
      found.push({ name: byText[1], path, around });
      return;
    }
    if (Array.isArray(value)) {
      value.forEach((each, at) => search(each, `${path}[${at}]`, around));
      return;
    }
    if (!isRecord(value)) {
      return;
    }
    const records = [value, ...around];
    const add = ({ name, namespace }: Named, at: string, isGuess?: true) => {
      if (OBJECT_NAME.test(name)) {
        found.push({
          name,
          ...(namespace ? { namespace } : {}),
          ...(isGuess ? { isGuess } : {}),
          path: at,
          around: records,
        });
      }
    };
    const addWith = (named: Named, at: string, said: readonly SaidKey[]) => {
      add(named, at);
      const last = found[found.length - 1];
      if (last?.path === at && last.name === named.name) {
        found.push(...said.map(each => ({ ...last, said: each })));
      }
    };
    if (isOfSecret(value, path)) {
      addWith(namedBy(value), path, [
        ...keySaidBy(path.slice(path.lastIndexOf('.') + 1), value.key),
        ...keySaidBy(textOf(value.targetPath), value.valuesKey),
      ]);
    }
    // A volume of https://bjw-s-labs.github.io/helm-charts/docs/common-library/; elsewhere, a secret of another store.
    if (value.type === 'secret' && typeof value.value !== 'string') {
      add({ name: textOf(value.name) }, path, true);
    }
    for (const [field, inside] of Object.entries(value)) {
      if (around.length === 0 && leftOut.has(field)) {
        continue;
      }
      const at = path ? `${path}.${field}` : field;
      const handed =
        typeof inside === 'string' ? handedKey(field, inside) : undefined;
      if (handed) {
        const { name, key, becomes } = handed;
        found.push({
          name,
          path: at,
          ...(key && becomes ? { handed: { key, becomes } } : {}),
          around: records,
        });
        continue;
      }
      if (field === CLASS && OBJECT_NAME.test(textOf(inside))) {
        found.push({
          name: textOf(inside),
          isClass: true,
          path: at,
          around: records,
        });
      } else if (isSecretReference(field)) {
        for (const each of Array.isArray(inside) ? inside : [inside]) {
          addWith(
            isRecord(each)
              ? namedBy(each)
              : {
                  namespace: namespaceBeside(value, field),
                  ...inText(textOf(each)),
                },
            at,
            [...keysSaidIn(value), ...(isRecord(each) ? keysSaidIn(each) : [])],
          );
        }
      } else if (isMapOfSecrets(field) && isRecord(inside)) {
        recordsOf(Object.values(inside)).forEach(each =>
          add({ name: textOf(each.path) }, at),
        );
      } else if (mayNameSecret(field)) {
        add(
          isRecord(inside)
            ? {
                name: textOf(
                  inside.kind === undefined ? inside.name : undefined,
                ),
              }
            : inText(textOf(inside)),
          at,
          true,
        );
      }
      search(inside, at, records);
    }
  };
  search(root, '', []);
  return found;
}

/** Whether a record names a Secret by its own fields: by kind, as a selector, or as `{ type: secret, value: … }` of Camel K. */
function isOfSecret(record: Fields, path: string): boolean {
  return (
    (record.kind === 'Secret' && record.data === undefined) ||
    (record.type === 'secret' && typeof record.value === 'string') ||
    (record.kind === undefined &&
      isSelector(record, path) &&
      !OF_CONFIG_MAP.test(path.slice(path.lastIndexOf('.') + 1)))
  );
}

/** One data key of an object: `{ name, key }`, as many kinds write it; under a field for Secrets, with anything beside. */
function isSelector(record: Fields, path: string): boolean {
  return (
    typeof record.name === 'string' &&
    typeof record.key === 'string' &&
    (path.split('.').slice(0, -1).some(isSecretReference) ||
      Object.keys(record).every(field =>
        ['name', 'key', 'namespace', 'optional'].includes(field),
      ))
  );
}

function namedBy(record: Fields): Named {
  const { ref } = record;
  const said = textOf(
    record.name ??
      record.secretName ??
      (record.type === 'secret' ? record.value : undefined),
  );
  // `secret: { ref: { name } }` of Knative.
  if (said === '' && isRecord(ref)) {
    return namedBy(ref);
  }
  return {
    ...inText(said),
    ...(textOf(record.namespace)
      ? { namespace: textOf(record.namespace) }
      : {}),
  };
}

function inText(text: string): Named {
  const [, namespace, name] = WITH_NAMESPACE.exec(text) ?? [];
  return name ? { name, namespace } : { name: text };
}
