import {
  CataloguedName,
  FILE_VARIABLES,
  isSuspiciousObjectName,
  lookUpName,
} from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { AuditedContainer } from '../objects/PodTemplate';
import { Store } from '../objects/marks';
import { meaningIn } from '../objects/meanings';
import { ObjectData } from '../types';
import {
  endpointOf,
  isEndpointName,
  isProviderName,
  isStoreEndpointName,
  storeOf,
} from '../values/endpoints';
import { handedKey } from '../values/handedKeys';
import { isMailName, namesSesSmtp } from '../values/mail';
import { pairsIn } from '../values/pairs';
import { factsOf, ValueFacts } from '../values/valueFacts';
import { Group, Surroundings } from './entries';
import { Groups } from './Groups';
import { Renames, renamesIn } from './renames';

/** What an environment is read from. */
export interface EnvironmentSources {
  dataOf: DataOf;
  /** Whether it is known that there is no such object. */
  isAbsent?: (kind: ObjectKind, name: string) => boolean;
  /** Variables of which a scaler or a mounted file says which part of a key they hold. */
  said?: ReadonlyMap<string, CataloguedName>;
  /** Whether this Secret, with unknown names, is an uncertain finding without any other hint. */
  doubts?: (name: string) => boolean;
}

/** The store of an object's key, by its labels and owners. */
export type MarkOf = (kind: ObjectKind, name: string) => Store | undefined;

export type DataOf = (kind: ObjectKind, name: string) => ObjectData | undefined;

/**
 * Settings of AWS clients. A Secret with unknown names beside these is an uncertain finding. Without this condition,
 * every Secret would be one.
 */
const HINT = /^(AWS|S3)_|_S3_|_AWS_|BUCKET/;
const DATABASE_PORT = /^(5432|3306|6379|27017|1433|1521|9042|11211)$/;
/** Variables that hold a whole file or connection with both halves in it: those of Thanos and Airflow. */
const TEXT_VARIABLE = /^OBJSTORE_CONFIG$|^AIRFLOW_CONN_(\w*_)?(AWS|S3)(_\w*)?$/;

/**
 * The variables of a container as Kubernetes combines them: the last one of a name counts, and `env` takes precedence
 * over `envFrom`.
 */
export interface Environment {
  groups: Group[];
  renames: Renames;
  /** `envFrom` whose names are not known. */
  opaque: Group[];
  endpoint?: Surroundings['endpoint'];
  /** Variables, with facts of values that may be read and matter. */
  values: Map<string, ValueFacts | undefined>;
}

/** Collects the variables of a container by where they come from. */
export function readEnvironment(
  container: AuditedContainer,
  { dataOf, isAbsent, said, doubts }: EnvironmentSources,
): Environment {
  const last = new Map<string, number>();
  container.env?.forEach(({ name }, at) => last.set(name, at));
  const values: Environment['values'] = new Map();
  const groups = new Groups();
  const renames = renamesIn(container, said);
  const opaque = readSources(container, {
    dataOf,
    doubts,
    last,
    values,
    groups,
    renames,
  });

  container.env?.forEach(({ name, value, valueFrom }, at) => {
    if (last.get(name) !== at) {
      return;
    }
    const path = `${container.path}.${container.envField}[${at}]`;
    const ref = valueFrom?.secretKeyRef ?? valueFrom?.configMapKeyRef;
    if (!ref) {
      readLiteral(
        { name, value: value && filledIn(name, value, container), path },
        values,
        groups,
        renames,
      );
      return;
    }
    const kind: ObjectKind = valueFrom?.secretKeyRef ? 'Secret' : 'ConfigMap';
    const data = dataOf(kind, ref.name);
    // The variable is then not set.
    const isGone = () =>
      data ? !data.has(ref.key) : isAbsent?.(kind, ref.name);
    if (ref.optional && isGone()) {
      return;
    }
    const seen = data?.get(ref.key);
    values.set(name, seen);
    const known =
      lookUpName(name) ??
      lookUpName(ref.key) ??
      meaningIn(data, ref.key) ??
      renames.variables.get(name);
    const isText = TEXT_VARIABLE.test(name);
    if (known || isText || mayBeHalf(seen) || isMailName(name)) {
      const group = groups.of({
        location:
          kind === 'Secret' ? 'env-secretKeyRef' : 'env-configMapKeyRef',
        objectName: ref.name,
        objectKind: kind,
        optional: true,
        path,
        readLevel: 0,
      });
      group.optional &&= ref.optional ?? false;
      group.entries.push({
        keyName: ref.key,
        known,
        isText: isText && !known,
        value: seen,
        variable: name,
      });
    }
  });

  return {
    groups: groups.all(),
    renames,
    opaque,
    values,
    endpoint:
      endpointIn(values, portsOfDatabases(container)) ??
      endpointInWords(container.words),
  };
}

/** Whether a value under a neutral name matters, alone or beside a key id. */
function mayBeHalf(value: ValueFacts | undefined): boolean {
  return Boolean(value?.text ?? value?.isSecretShaped);
}

interface Reading extends EnvironmentSources {
  /** Place of the last variable of each name in `env`. */
  last: ReadonlyMap<string, number>;
  values: Environment['values'];
  groups: Groups;
  renames: Renames;
}

/** Reads `envFrom`. Returns the entries whose names are not known. */
function readSources(
  container: AuditedContainer,
  { dataOf, doubts, last, values, groups, renames }: Reading,
): Group[] {
  const opaque: Group[] = [];
  const isOff = container.env?.some(
    ({ name, value }) => name === 'AWS_ACCESS_KEY_ID' && value === '',
  );
  const hasHint = container.env?.some(({ name }) => HINT.test(name));
  const lastSource = lastSources(container, dataOf);
  container.envFrom?.forEach(({ prefix = '', secretRef, configMapRef }, at) => {
    const kind: ObjectKind = secretRef ? 'Secret' : 'ConfigMap';
    const ref = secretRef ?? configMapRef;
    if (!ref?.name) {
      return;
    }
    const seed = {
      location: secretRef
        ? ('envFrom-secret' as const)
        : ('envFrom-configMap' as const),
      objectName: ref.name,
      objectKind: kind,
      optional: ref.optional ?? false,
      path: `${container.path}.envFrom[${at}]`,
    };
    const data = dataOf(kind, ref.name);
    if (!data) {
      const isWorthADoubt =
        isSuspiciousObjectName(ref.name) ||
        (kind === 'Secret' &&
          (doubts?.(ref.name) || hasHint || HINT.test(prefix)));
      if (!isOff && isWorthADoubt) {
        opaque.push({ ...seed, entries: [], readLevel: 0 });
      }
      return;
    }
    for (const [key, value] of data) {
      const variable = prefix + key;
      if (last.has(variable) || lastSource.get(variable) !== at) {
        continue;
      }
      values.set(variable, value);
      const known =
        lookUpName(variable) ??
        meaningIn(data, key) ??
        renames.variables.get(variable);
      const isText = TEXT_VARIABLE.test(variable) && !known;
      if (known || isText || mayBeHalf(value) || isMailName(variable)) {
        groups
          .of({ ...seed, readLevel: 1 })
          .entries.push({ keyName: key, known, isText, value, variable });
      }
    }
  });
  return opaque;
}

/** Place of the last `envFrom` that sets each variable. */
function lastSources(
  { envFrom = [] }: AuditedContainer,
  dataOf: DataOf,
): ReadonlyMap<string, number> {
  const last = new Map<string, number>();
  envFrom.forEach(({ prefix = '', secretRef, configMapRef }, at) => {
    const ref = secretRef ?? configMapRef;
    const data = ref?.name
      ? dataOf(secretRef ? 'Secret' : 'ConfigMap', ref.name)
      : undefined;
    for (const key of data?.keys() ?? []) {
      last.set(prefix + key, at);
    }
  });
  return last;
}

/** A literal that may be an id, a key of Bedrock, or a text with a credential; the others can be skipped. */
const MAY_BE_TEXT =
  /AKIA|ASIA|ABIA|ACCA|ABSK|:\/\/[^\s/@]+@|(key|secret|password)[\w.-]{0,80}\\?["']?[ \t]{0,20}[:=]|^[A-Za-z0-9+/\s]{24,}={0,2}$/i;

/** Kubernetes puts other literals of the container into a path or an address: `$(FOLDER)/credentials`. */
function filledIn(
  name: string,
  value: string,
  { env = [] }: AuditedContainer,
): string {
  return value.includes('$(') &&
    (FILE_VARIABLES.has(name) || isEndpointName(name))
    ? value.replace(
        /\$\(([\w.-]+)\)/g,
        (whole, other) =>
          env.find(each => each.name === other && each.value)?.value ?? whole,
      )
    : value;
}

function readLiteral(
  {
    name,
    value,
    path,
  }: { name: string; value: string | undefined; path: string },
  values: Environment['values'],
  groups: Groups,
  { variables }: Renames,
): void {
  const known = lookUpName(name) ?? variables.get(name);
  const matters =
    known ||
    isEndpointName(name) ||
    isProviderName(name) ||
    FILE_VARIABLES.has(name) ||
    MAY_BE_TEXT.test(value ?? '') ||
    namesSesSmtp(value ?? '');
  const read = value && matters ? factsOf(value) : undefined;
  const facts =
    read && isProviderName(name)
      ? { ...read, host: endpointOf(name, value!) }
      : read;
  values.set(name, facts);
  if (!facts || !(known || mayBeHalf(facts))) {
    return;
  }
  // `$(OTHER)` repeats a variable, which is found where it comes from.
  const isReference =
    value!.replace(/\$\([\w.-]+\)/g, '') === '' ||
    handedKey(name, value!) !== undefined;
  if (isReference) {
    return;
  }
  groups
    .of({ location: 'env-literal', objectName: '', path, readLevel: 0 })
    .entries.push({ keyName: name, known, value: facts, variable: name });
}

/** Names in `env` that end in PORT, with the port of a database: `STORAGE_HOST` beside `STORAGE_PORT` is then one. */
function portsOfDatabases({ env = [] }: AuditedContainer): ReadonlySet<string> {
  return new Set(
    env
      .filter(({ value = '' }) => DATABASE_PORT.test(value))
      .map(({ name }) => name.replace(/PORT$/i, '')),
  );
}

/** MinIO's variables prove nothing about keys with AWS names when MinIO's own keys are there too. */
function endpointIn(
  values: Environment['values'],
  databases: ReadonlySet<string>,
): Surroundings['endpoint'] {
  const names = [...values.keys()];
  const hasMinioKeys = names.some(
    name => lookUpName(name)?.family === 'otherStore',
  );
  let found: Surroundings['endpoint'];
  for (const [name, value] of values) {
    const host = value && storeOf(name, value.host, value.isStoreHost === true);
    if (
      !host ||
      !isStoreEndpointName(name) ||
      databases.has(name.replace(/HOST(NAME)?$/i, ''))
    ) {
      continue;
    }
    if (hasMinioKeys && host === 'other' && /minio/i.test(name)) {
      continue;
    }
    if (host === 'other') {
      return { kind: host, name };
    }
    found ??= { kind: host, name };
  }
  return found;
}

/** `--s3-endpoint=http://minio:9000`. A bare `--endpoint` can belong to anything. */
function endpointInWords(words: readonly string[]): Surroundings['endpoint'] {
  for (const { name, value } of pairsIn(words.join(' '))) {
    const isOfStore = isStoreEndpointName(name) && !/^endpoint$/i.test(name);
    const kind = isOfStore ? endpointOf(name, value) : undefined;
    if (kind) {
      return { kind, name: `--${name}` };
    }
  }
  return undefined;
}
