import { lookUpName } from '../../detect/credentialCatalogue';
import { Store } from '../objects/marks';
import { PodTemplate } from '../objects/PodTemplate';
import { readData } from '../objects/readData';
import { Fields, isRecord, textOf } from '../objects/records';
import { madeSecretsOf } from '../objects/secretMakers';
import { Found, toFinding } from '../toFinding';
import { AuditFinding, KubernetesObject } from '../types';
import {
  endpointInOptions,
  endpointOf,
  hostKind,
  isStoreHost,
} from '../values/endpoints';
import { handedKey } from '../values/handedKeys';
import { namesSesSmtp } from '../values/mail';
import { unpack } from '../values/unpack';
import { factsOf } from '../values/valueFacts';
import { Entry, judgeGroup, Surroundings } from '../workloads/entries';
import { auditStoredObject } from './storedObjects';

/** Groups of Kubernetes itself. Every place of a credential in them is known. */
const BUILT_IN =
  /^(v1|((apps|batch|extensions|policy|autoscaling)|((rbac\.)?authorization|admissionregistration|apiextensions|apiregistration|authentication|certificates|coordination|discovery|events|flowcontrol\.apiserver|metrics|networking|node|scheduling)\.k8s\.io)\/.*)$/;
/** Kinds of Kubernetes itself that hand settings of any name to somebody else: to the driver of the volume. */
const WITH_SETTINGS = new Set(['PersistentVolume']);
/** Fields whose content is reported elsewhere, or proves nothing. */
const LEFT_OUT = new Set(['status', 'metadata', 'apiVersion', 'kind']);
const HAS_ID = /(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}/;
/** Base64 of at least a whole key, or a data URL. */
const MAY_BE_PACKED = /^(data:|[A-Za-z0-9+/\s]{60,}={0,2}\s*$)/;
const SHORTEST = 20;
const DEPTH = 20;

/** `AWS_REGION=eu-west-1`. */
const VARIABLE = /^([A-Za-z_][\w.-]{0,100})=(.*)$/s;
/** Longer than any key; what is encrypted is longer. */
const LONGEST = 200;
/** Fields beside which names of keys are keys of a Secret. */
const NAMES_SECRET = /secret(name|ref|keyref)?$|^credentials(ref|name)?$/i;

/**
 * AWS access key ids that are written into a custom resource, of whatever kind: values of a Helm chart, parameters of
 * an Application, settings of Hadoop. Only when an id is found, because names alone are used for references too; or when
 * both halves of a key of another form are written beside the endpoint of another store.
 *
 * @param shown - findings of the object so far
 */
export function auditLiterals(
  object: KubernetesObject,
  shown: readonly AuditFinding[],
): AuditFinding[] {
  if (
    BUILT_IN.test(object.apiVersion ?? 'v1') &&
    !WITH_SETTINGS.has(object.kind ?? '')
  ) {
    return [];
  }
  const known = new Set(
    shown.flatMap(({ accessKeys }) =>
      accessKeys.map(({ fingerprint }) => fingerprint),
    ),
  );
  const { withIds, secrets, ofOthers } = placesIn(object);
  return [
    ...withIds.map(({ value, path, sendsMail }) =>
      judgeRecord(value, path, undefined, sendsMail),
    ),
    ...secrets.flatMap(judgeSecret),
    ...ofOthers
      .filter(({ path }) => !shown.some(each => isWithin(each.path, path)))
      .map(({ value, path, endpoint }) => judgeRecord(value, path, endpoint)),
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

/** Keys that a Pod template writes into the settings of a volume for its driver. */
export function auditDriverSettings(
  object: KubernetesObject,
  { spec, path }: PodTemplate,
): AuditFinding[] {
  return spec.driverSettings.flatMap(({ settings, path: inside }) => {
    const place = `${path}.${inside}`;
    const endpoint = endpointIn(settings);
    const isKey =
      Object.values(settings).some(each => hasId(textOf(each))) ||
      (endpoint?.kind === 'other' && isForeignPair(settings, place));
    const found = isKey ? judgeRecord(settings, place, endpoint) : undefined;
    return found ? [toFinding(object, found)] : [];
  });
}

interface Place {
  value: Fields;
  path: string;
  /** Whether it, or a record around it, names the SMTP interface of SES. */
  sendsMail?: boolean;
}

/** Records that contain an id, and Secrets that the resource will make. */
function placesIn(object: KubernetesObject): {
  withIds: Place[];
  secrets: Place[];
  ofOthers: (Place & { endpoint?: Store })[];
} {
  const found: Place[] = [];
  const secrets: Place[] = [];
  const ofOthers: (Place & { endpoint?: Store })[] = [];
  const makesSecrets = madeSecretsOf(object).length > 0;
  const search = (
    value: unknown,
    path: string,
    depth: number,
    /** Of the nearest record around it that names one. */
    outer?: Store,
    isMail = false,
  ): boolean => {
    if (typeof value === 'string') {
      return value.length >= SHORTEST && hasId(value);
    }
    if (depth > DEPTH || typeof value !== 'object' || value === null) {
      return false;
    }
    if (Array.isArray(value)) {
      const parameters = asParameters(value);
      if (parameters) {
        return search(parameters, path, depth, outer, isMail);
      }
      const hasOwn = value.map((each, at) =>
        search(each, `${path}[${at}]`, depth + 1, outer, isMail),
      );
      if (hasOwn.includes(true)) {
        found.push({ value: byName(value), path, sendsMail: isMail });
      }
      return false;
    }
    if (depth > 0 && isSecret(value as Fields)) {
      secrets.push({ value: contentOf(value as Fields), path });
      return false;
    }
    const endpoint =
      endpointIn(value as Fields) ??
      addressBeside(value as Fields, path) ??
      outer;
    const sendsMail =
      isMail || Object.values(value).some(each => namesSesSmtp(textOf(each)));
    for (const [name, each] of Object.entries(value)) {
      if (typeof each === 'string' && !makesSecrets && isForeignText(each)) {
        ofOthers.push({ value: { [name]: each }, path });
      }
    }
    const hasOwn = Object.entries(value).map(
      ([name, each]) =>
        !(depth === 0 && LEFT_OUT.has(name)) &&
        search(
          each,
          path ? `${path}.${name}` : name,
          depth + 1,
          endpoint,
          sendsMail,
        ),
    );
    if (hasOwn.includes(true)) {
      found.push({ value: value as Fields, path, sendsMail });
    } else if (
      endpoint?.kind === 'other' &&
      !makesSecrets &&
      isForeignPair(value as Fields, path)
    ) {
      ofOthers.push({ value: value as Fields, path, endpoint });
    }
    return false;
  };
  search(object, '', 0);
  return { withIds: found, secrets, ofOthers };
}

/** Also in base64 and in data URLs: what machines are set up with, and bundles of manifests. */
function hasId(text: string): boolean {
  return (
    HAS_ID.test(text) ||
    (MAY_BE_PACKED.test(text) && HAS_ID.test(unpack(text) ?? ''))
  );
}

/** Whether a text of settings has both halves of a key beside the endpoint of another store. */
function isForeignText(text: string): boolean {
  if (!/[\n<]/.test(text) || HAS_ID.test(text) || !/secret/i.test(text)) {
    return false;
  }
  const found = factsOf(text).text;
  const parts = found?.parts.map(({ part }) => part) ?? [];
  return (
    found?.endpoint === 'other' &&
    parts.includes('id') &&
    parts.includes('secret')
  );
}

/** Whether both halves of a key are written here, and are no names of keys of a Secret. */
function isForeignPair(value: Fields, path: string): boolean {
  const halves = Object.entries(value).flatMap(([name, field]) => {
    const part = lookUpName(name)?.part;
    const text = textOf(field);
    return part && isWritten(text) && !handedKey(name, text) ? [part] : [];
  });
  return (
    halves.includes('id') &&
    halves.includes('secret') &&
    !NAMES_SECRET.test(path) &&
    !Object.entries(value).some(
      ([name, field]) => NAMES_SECRET.test(name) && !lookUpName(name) && field,
    )
  );
}

function isWritten(text: string): boolean {
  return (
    text !== '' &&
    text.length <= LONGEST &&
    !/[\s{}$<>\[\]()]/.test(text) &&
    lookUpName(text) === undefined
  );
}

function endpointIn(value: Fields): Store | undefined {
  for (const [name, field] of Object.entries(value)) {
    const kind =
      typeof field === 'string' && field.length <= LONGEST
        ? endpointOf(name, field)
        : undefined;
    const found = kind
      ? { kind, name }
      : Array.isArray(field) && endpointInOptions(field);
    if (found) {
      return found;
    }
  }
  return undefined;
}

/** The address of a store under a name that says nothing, beside both halves of a key: `url` of TrilioVault. */
function addressBeside(value: Fields, path: string): Store | undefined {
  const name = ['url', 'host', 'server'].find(field =>
    isStoreHost(textOf(value[field])),
  );
  const kind = name && hostKind(textOf(value[name]));
  return kind && isForeignPair(value, path) ? { kind, name } : undefined;
}

function isWithin(path: string, outer: string): boolean {
  return (
    path === outer ||
    path.startsWith(`${outer}.`) ||
    path.startsWith(`${outer}[`)
  );
}

/** In a ManifestWork, a Template of OpenShift, an Object of Crossplane, a policy of Kyverno. */
function isSecret({ apiVersion, kind, data, stringData }: Fields): boolean {
  return (
    apiVersion === 'v1' &&
    kind === 'Secret' &&
    (isRecord(data) || isRecord(stringData))
  );
}

/** Kyverno keeps the fields of the Secret in `data`. */
function contentOf(secret: Fields): Fields {
  const { data } = secret;
  return isRecord(data) && (isRecord(data.data) || isRecord(data.stringData))
    ? { ...secret, ...data, kind: 'Secret' }
    : secret;
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

/** A list of `NAME=value` as a record of these; of another list, by the place. */
function byName(list: readonly unknown[]): Fields {
  const pairs = list.map(each => VARIABLE.exec(textOf(each)));
  return pairs.every(pair => pair)
    ? Object.fromEntries(pairs.map(pair => [pair![1], pair![2]]))
    : { ...list };
}

function judgeRecord(
  value: Fields,
  path: string,
  outer?: Store,
  sendsMail?: boolean,
): Found | undefined {
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
  const isMail =
    entries.every(({ known }) => !known) &&
    Object.values(value).some(each => namesSesSmtp(textOf(each)));
  const own = isMail ? entries.map(asMailUser) : entries;
  const judged = judgeGroup(
    { location: 'other', objectName: '', path, entries: own, readLevel: 0 },
    { endpoint: endpoint ?? outer, all: own, sendsMail },
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

/** An id beside the host of SES, and no name of a key, is a user name whatever it is called: `name` of Nextcloud's chart. */
function asMailUser(entry: Entry): Entry {
  const { value } = entry;
  return value?.text?.ids.length === 1
    ? { ...entry, value: { ...value, text: { ...value.text, isMail: true } } }
    : entry;
}
