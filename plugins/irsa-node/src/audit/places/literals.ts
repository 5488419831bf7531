import { lookUpName } from '../../detect/credentialCatalogue';
import { readData } from '../objects/readData';
import { Fields, isRecord, textOf } from '../objects/records';
import { Found, toFinding } from '../toFinding';
import { AuditFinding, KubernetesObject } from '../types';
import { endpointOf } from '../values/endpoints';
import { factsOf } from '../values/valueFacts';
import { Entry, judgeGroup, Surroundings } from '../workloads/entries';
import { auditStoredObject } from './storedObjects';

/** Groups of Kubernetes itself. Every place of a credential in them is known. */
const BUILT_IN =
  /^(v1|((apps|batch|extensions|policy|autoscaling)|((rbac\.)?authorization|admissionregistration|apiextensions|apiregistration|authentication|certificates|coordination|discovery|events|flowcontrol\.apiserver|metrics|networking|node|scheduling)\.k8s\.io)\/.*)$/;
/** Fields whose content is reported elsewhere, or proves nothing. */
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
const HAS_ID = /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/;
const SHORTEST = 20;
const DEPTH = 20;

/**
 * AWS access key ids that are written into a custom resource, of whatever kind: values of a Helm chart, parameters of
 * an Application, settings of Hadoop. Only when an id is found, because names alone are used for references too.
 *
 * @param shown - findings of the object so far
 */
export function auditLiterals(
  object: KubernetesObject,
  shown: readonly AuditFinding[],
): AuditFinding[] {
  if (BUILT_IN.test(object.apiVersion ?? 'v1')) {
    return [];
  }
  const known = new Set(
    shown.flatMap(({ accessKeys }) =>
      accessKeys.map(({ fingerprint }) => fingerprint),
    ),
  );
  const { withIds, secrets } = placesIn(object);
  return [
    ...withIds.map(({ value, path }) => judgeRecord(value, path)),
    ...secrets.flatMap(judgeSecret),
  ]
    .filter(
      (found): found is Found =>
        found !== undefined &&
        !(
          found.ids.length > 0 &&
          found.ids.every(({ fingerprint }) => known.has(fingerprint))
        ),
    )
    .map(found => toFinding(object, found));
}

interface Place {
  value: Fields;
  path: string;
}

/** Records that contain an id, and Secrets that the resource will make. */
function placesIn(object: KubernetesObject): {
  withIds: Place[];
  secrets: Place[];
} {
  const found: Place[] = [];
  const secrets: Place[] = [];
  const search = (value: unknown, path: string, depth: number): boolean => {
    if (typeof value === 'string') {
      return value.length >= SHORTEST && HAS_ID.test(value);
    }
    if (depth > DEPTH || typeof value !== 'object' || value === null) {
      return false;
    }
    if (Array.isArray(value)) {
      const parameters = asParameters(value);
      if (parameters) {
        return search(parameters, path, depth);
      }
      const hasOwn = value.map((each, at) =>
        search(each, `${path}[${at}]`, depth + 1),
      );
      if (hasOwn.includes(true)) {
        found.push({ value: { ...value }, path });
      }
      return false;
    }
    if (depth > 0 && isSecret(value as Fields)) {
      secrets.push({ value: value as Fields, path });
      return false;
    }
    const hasOwn = Object.entries(value).map(
      ([name, each]) =>
        !(depth === 0 && LEFT_OUT.has(name)) &&
        search(each, path ? `${path}.${name}` : name, depth + 1),
    );
    if (hasOwn.includes(true)) {
      found.push({ value: value as Fields, path });
    }
    return false;
  };
  search(object, '', 0);
  return { withIds: found, secrets };
}

/** In a ManifestWork, a Template of OpenShift, an Object of Crossplane. */
function isSecret({ apiVersion, kind, data, stringData }: Fields): boolean {
  return (
    apiVersion === 'v1' &&
    kind === 'Secret' &&
    (isRecord(data) || isRecord(stringData))
  );
}

function judgeSecret({ value, path }: Place): Found[] {
  const data = readData(value, 2);
  return (data ? auditStoredObject(value, data) : []).map(
    ({ keyNames, verdict, confidence, accessKeys, path: inside }) => ({
      container: '',
      location: 'other',
      objectName: '',
      keyNames,
      verdict,
      confidence,
      path: `${path}.${inside}`,
      ids: accessKeys,
      readLevel: 0,
      why: 'A Secret that the resource makes',
    }),
  );
}

/** A list of records with `name` and `value`, as a record. */
function asParameters(list: readonly unknown[]): Fields | undefined {
  const isList =
    list.length > 0 &&
    list.every(
      each =>
        isRecord(each) &&
        typeof each.name === 'string' &&
        ('value' in each || 'valueFrom' in each),
    );
  return isList
    ? Object.fromEntries(
        (list as Fields[]).map(each => [textOf(each.name), each.value]),
      )
    : undefined;
}

function judgeRecord(value: Fields, path: string): Found | undefined {
  const entries: Entry[] = [];
  let endpoint: Surroundings['endpoint'];
  for (const [keyName, field] of Object.entries(value)) {
    const text = textOf(field);
    if (text === '') {
      continue;
    }
    const kind = endpointOf(keyName, text);
    if (kind) {
      endpoint ??= { kind, name: keyName };
    }
    entries.push({ keyName, known: lookUpName(keyName), value: factsOf(text) });
  }
  const judged = judgeGroup(
    { location: 'other', objectName: '', path, entries, readLevel: 0 },
    { endpoint, all: entries },
  );
  return (
    judged && {
      ...judged,
      container: '',
      location: 'other',
      objectName: '',
      keyNames: judged.entries.map(({ keyName }) => keyName).sort(),
      path,
      why: `Written into the resource: ${judged.why[0].toLowerCase()}${judged.why.slice(
        1,
      )}`,
    }
  );
}
