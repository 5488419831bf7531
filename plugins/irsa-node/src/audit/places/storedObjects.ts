import { CataloguedName, lookUpName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { isSession, marksOf, storeByMarks } from '../objects/marks';
import { AuditFinding, KubernetesObject, Marks, ObjectData } from '../types';
import { Found, toFinding } from '../toFinding';
import { CredentialText } from '../values/credentialText';
import { hostKind, isStoreEndpointName, storeOf } from '../values/endpoints';
import { judgeText } from '../values/judge';
import { isMailName } from '../values/mail';
import {
  byVerdict,
  Entry,
  judgeGroup,
  otherHalf,
  Surroundings,
} from '../workloads/entries';

/** Types whose data are no access keys: a pull secret of ECR is a password of twelve hours. */
const OTHER_TYPES =
  /^(kubernetes\.io\/(dockerconfigjson|dockercfg|service-account-token|tls|ssh-auth)|bootstrap\.kubernetes\.io\/token|istio\.io\/.*)$/;
const HELM = 'helm.sh/release.v1';

/**
 * Finds a credential in a Secret or ConfigMap, whoever uses it.
 *
 * @param object - without its data @param data - names of its keys, with facts of the values
 * @param namedBy - the ConfigMap whose settings name it
 */
export function auditStoredObject(
  object: KubernetesObject,
  data: ObjectData,
  isNamed = false,
  marks?: Marks,
  namedBy?: string,
): AuditFinding[] {
  const unused = isNamed
    ? 'Something here names it, without taking this key'
    : 'Nothing here seems to use it';
  const use = namedBy ? `ConfigMap ${namedBy} names it` : unused;
  return judgeStored(object, data, undefined, marks).map(found =>
    toFinding(object, {
      ...found,
      why:
        found.path === 'data'
          ? `${use}: ${found.why[0].toLowerCase()}${found.why.slice(1)}`
          : found.why,
    }),
  );
}

/**
 * The credential in a Secret or ConfigMap.
 *
 * @param store - where the calls with it go, if its user tells @param marks - those of the object, and what others say of it
 */
export function judgeStored(
  object: KubernetesObject,
  data: ObjectData,
  store?: Surroundings['endpoint'],
  marks = marksOf(object.metadata),
  /** What its user says of its data keys. */
  said: ReadonlyMap<string, CataloguedName> = new Map(),
): Found[] {
  const type = typeof object.type === 'string' ? object.type : '';
  if (OTHER_TYPES.test(type) || isSession(marks)) {
    return [];
  }
  const kind = object.kind === 'ConfigMap' ? 'ConfigMap' : 'Secret';
  const name = object.metadata?.name ?? '';
  const base = {
    container: '',
    location: 'other' as const,
    objectName: name,
    objectKind: kind as ObjectKind,
  };
  if (type === HELM) {
    const text = data.get('release')?.text;
    return text
      ? [
          {
            ...base,
            ...judgeText(text),
            keyNames: ['release'],
            path: 'data.release',
            ids: text.ids,
            readLevel: 2,
            why: 'Helm keeps the values and manifests of a release here, with a key in them',
          },
        ]
      : [];
  }
  const entries: Entry[] = [...data].map(([keyName, value]) => ({
    keyName,
    known: said.get(keyName) ?? lookUpName(keyName),
    value,
  }));
  const endpoint = store ?? endpointIn(object, data);
  const hasNames = entries.some(({ known }) => known);
  const judged = hasNames
    ? judgeGroup(
        {
          ...base,
          path: '',
          entries: asLabelled(object, entries),
          readLevel: 1,
        },
        {
          endpoint,
          mark: storeByMarks(marks),
          all: asLabelled(object, entries),
        },
      )
    : undefined;
  if (judged) {
    const { entries: found, ...judgement } = judged;
    return [
      {
        ...base,
        ...judgement,
        keyNames: found.map(({ keyName }) => keyName).sort(),
        path: 'data',
      },
    ];
  }
  return auditFiles(object, base, data, endpoint, storeByMarks(marks));
}

/** Labels and types with which software marks a Secret as an AWS key, whatever the names of its data keys. */
function asLabelled(
  { type, metadata }: KubernetesObject,
  entries: readonly Entry[],
): Entry[] {
  const isAws =
    metadata?.labels?.['jenkins.io/credentials-type'] === 'aws' ||
    type === 'secrets.kanister.io/aws';
  return entries.map(entry =>
    isAws && entry.known
      ? { ...entry, known: { ...entry.known, family: 'aws' } }
      : entry,
  );
}

function auditFiles(
  object: KubernetesObject,
  base: Pick<Found, 'container' | 'location' | 'objectName' | 'objectKind'>,
  data: ObjectData,
  endpoint: Surroundings['endpoint'],
  mark: Surroundings['mark'],
): Found[] {
  const found = [...data].flatMap(([key, value]) => {
    const text = value?.text;
    const judged =
      text &&
      judgeText({
        ...text,
        endpoint:
          text.endpoint ??
          (endpoint ?? (text.ids.length === 0 ? mark : undefined))?.kind,
        isMail: text.isMail || isMailValue(key, text, data),
      });
    return judged ? [{ key, text, judged }] : [];
  });
  if (found.length === 0) {
    return [];
  }
  const [first] = [...found].sort((a, b) => byVerdict(a.judged, b.judged));
  const ids = found.flatMap(({ text }) => text.ids);
  const entries = [...data].map(([keyName, value]) => ({ keyName, value }));
  const other =
    first.judged.confidence === 'id' && first.judged.verdict !== 'ses-smtp'
      ? otherHalf(ids, entries)
      : undefined;
  return [
    {
      ...base,
      ...first.judged,
      ...(other ? { confidence: 'pair' as const } : {}),
      keyNames: [
        ...found.map(({ key }) => key),
        ...(other ? [other.keyName] : []),
      ].sort(),
      path: `data.${first.key}`,
      ids,
      readLevel: object.kind === 'ConfigMap' ? 0 : 2,
    },
  ];
}

/** A data key with one id in it, which its name or a host beside it tells to be a user name for mail. */
function isMailValue(
  key: string,
  { ids, parts }: CredentialText,
  data: ObjectData,
): boolean {
  return (
    ids.length === 1 &&
    parts.length === 0 &&
    (isMailName(key) || [...data.values()].some(value => value?.isSesSmtp))
  );
}

/** Endpoints beside the key or in an annotation, or the type of Rook's Secrets. */
function endpointIn(
  object: KubernetesObject,
  data: ObjectData,
): Surroundings['endpoint'] {
  if (object.type === 'kubernetes.io/rook') {
    return { kind: 'other', name: 'The provisioner of its bucket' };
  }
  // KServe's annotation for the store of a Secret.
  const annotations = Object.entries(object.metadata?.annotations ?? {});
  for (const [annotation, value] of annotations) {
    const name = annotation.split('/').pop()!;
    const host = isStoreEndpointName(name) ? hostKind(value) : undefined;
    if (host) {
      return { kind: host, name: annotation };
    }
  }
  for (const [name, value] of data) {
    const isEndpoint =
      isStoreEndpointName(name) || /^(endpoint|host|url)$/i.test(name);
    const host = value && storeOf(name, value.host, value.isStoreHost === true);
    if (isEndpoint && host) {
      return { kind: host, name };
    }
  }
  return undefined;
}
