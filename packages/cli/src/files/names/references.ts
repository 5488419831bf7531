import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject, JsonObject } from '../../json';
import { changeFields } from './changeFields';
import { Configuration } from './configurationsOf';
import { Version } from './Version';

/** Kinds whose references Kustomize knows. In custom resources, names stay as they are written, but for rules. */
const REFERRING = new Set([
  'CronJob',
  'DaemonSet',
  'Deployment',
  'Ingress',
  'Job',
  'PersistentVolume',
  'Pod',
  'PodTemplate',
  'ReplicaSet',
  'ReplicationController',
  'ServiceAccount',
  'StatefulSet',
]);
/** Fields that have the name of an object in them, or in their field `name`. */
const FIELDS: Readonly<Record<string, string>> = {
  claimName: 'PersistentVolumeClaim',
  configMap: 'ConfigMap',
  configMapKeyRef: 'ConfigMap',
  configMapRef: 'ConfigMap',
  imagePullSecrets: 'Secret',
  secret: 'Secret',
  secretKeyRef: 'Secret',
  secretName: 'Secret',
  secretRef: 'Secret',
  secrets: 'Secret',
  serviceAccount: 'ServiceAccount',
  serviceAccountName: 'ServiceAccount',
};
const SECRET_OF_DRIVER = /(Publish|Stage|Expand)SecretRef$/;

/** What refers to others, and the kustomizations that have named it anew. */
export type Referring = Pick<Version, 'now' | 'namedBy'>;

/**
 * Gives objects the names that others have now in place of those that they had.
 *
 * @param versions - everything that one kustomization makes
 * @param rules - fields of further kinds
 * @param say - called for a reference that could be several
 */
export function referencesAmong(
  versions: readonly Version[],
  rules: Configuration['references'],
  say: (text: string) => void,
): (referring: Referring) => KubernetesObject {
  const byName = new Map<string, Version[]>();
  for (const version of versions) {
    const { now, before } = version;
    for (const name of new Set([...before, now.metadata?.name])) {
      const id = `${now.kind}/${name}`;
      byName.set(id, [...(byName.get(id) ?? []), version]);
    }
  }
  return versions.some(({ namedBy }) => namedBy.length > 0)
    ? referring => withReferences(referring, byName, rules, say)
    : ({ now }) => now;
}

function withReferences(
  { now, namedBy }: Referring,
  byName: ReadonlyMap<string, readonly Version[]>,
  rules: Configuration['references'],
  say: (text: string) => void,
): KubernetesObject {
  const { namespace } = now.metadata ?? {};
  const nameNow = (kind: string, name: string): string => {
    const found = (byName.get(`${kind}/${name}`) ?? []).filter(each =>
      isTogether(each.now.metadata?.namespace, namespace),
    );
    const near = found.filter(
      each => each.namedBy.join('\n') === namedBy.join('\n'),
    );
    const names = new Set(
      (near.length > 0 ? near : found).map(each => each.now.metadata?.name),
    );
    if (names.size > 1) {
      say(
        `${now.kind} ${
          now.metadata?.name
        } names the ${kind} ${name}, which could be any of ${[...names].join(
          ', ',
        )} by their prefixes, so which one it is was not read`,
      );
    }
    return names.size === 1 ? [...names][0] ?? name : name;
  };
  const renameIn = (value: unknown, kind: string): unknown => {
    if (typeof value === 'string') {
      return nameNow(kind, value);
    }
    if (Array.isArray(value)) {
      return value.map(each => renameIn(each, kind));
    }
    if (!isObject(value)) {
      return value;
    }
    // A volume of a Secret calls it secretName.
    const field = typeof value.secretName === 'string' ? 'secretName' : 'name';
    const name = value[field];
    return typeof name === 'string'
      ? { ...value, [field]: nameNow(kind, name) }
      : value;
  };
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) {
      const all = value.map(visit);
      return all.every((each, at) => each === value[at]) ? value : all;
    }
    if (!isObject(value)) {
      return value;
    }
    let changed: JsonObject = value;
    for (const [field, inside] of Object.entries(value)) {
      if (field === 'metadata') {
        continue;
      }
      const kind = SECRET_OF_DRIVER.test(field) ? 'Secret' : FIELDS[field];
      const next = kind ? renameIn(inside, kind) : visit(inside);
      if (next !== inside) {
        changed = { ...changed, [field]: next };
      }
    }
    return changed;
  };
  const known = REFERRING.has(now.kind ?? '')
    ? (visit(now) as KubernetesObject)
    : now;
  return rules.reduce(
    (object, rule) =>
      changeFields(object, rule, name => nameNow(rule.refersTo, name)),
    known,
  );
}

function isTogether(some = '', other = ''): boolean {
  return some === other || some === '' || other === '';
}
