import { lookUpName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { AuditFinding, KubernetesObject, ObjectData } from '../types';
import { Found, toFinding } from '../toFinding';
import { hostKind, isStoreEndpointName } from '../values/endpoints';
import { judgeText } from '../values/judge';
import {
  byVerdict,
  Entry,
  judgeGroup,
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
 */
export function auditStoredObject(
  object: KubernetesObject,
  data: ObjectData,
): AuditFinding[] {
  const type = typeof object.type === 'string' ? object.type : '';
  if (OTHER_TYPES.test(type)) {
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
          toFinding(object, {
            ...base,
            ...judgeText(text),
            keyNames: ['release'],
            path: 'data.release',
            ids: text.ids,
            readLevel: 2,
            why: 'Helm keeps the values and manifests of a release here, with a key in them',
          }),
        ]
      : [];
  }
  const entries: Entry[] = [...data].map(([keyName, value]) => ({
    keyName,
    known: lookUpName(keyName),
    value,
  }));
  const endpoint = endpointIn(object, data);
  const hasNames = entries.some(({ known }) => known);
  const judged = hasNames
    ? judgeGroup(
        {
          ...base,
          path: '',
          entries: asLabelled(object, entries),
          readLevel: 1,
        },
        { endpoint, all: asLabelled(object, entries) },
      )
    : undefined;
  if (judged) {
    return [
      toFinding(object, {
        ...base,
        ...judged,
        keyNames: judged.entries.map(({ keyName }) => keyName).sort(),
        path: 'data',
        why: `Nothing here seems to use it: ${judged.why[0].toLowerCase()}${judged.why.slice(
          1,
        )}`,
      }),
    ];
  }
  return auditFiles(object, base, data, endpoint);
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
): AuditFinding[] {
  const found = [...data].flatMap(([key, value]) => {
    const text = value?.text;
    const judged =
      text && judgeText({ ...text, endpoint: text.endpoint ?? endpoint?.kind });
    return judged ? [{ key, text, judged }] : [];
  });
  if (found.length === 0) {
    return [];
  }
  const [first] = [...found].sort((a, b) => byVerdict(a.judged, b.judged));
  return [
    toFinding(object, {
      ...base,
      ...first.judged,
      keyNames: found.map(({ key }) => key).sort(),
      path: `data.${first.key}`,
      ids: found.flatMap(({ text }) => text.ids),
      readLevel: object.kind === 'ConfigMap' ? 0 : 2,
    }),
  ];
}

/** Endpoints beside the key or in an annotation, or the labels of Rook's and other object bucket claims. */
function endpointIn(
  object: KubernetesObject,
  data: ObjectData,
): Surroundings['endpoint'] {
  const { labels = {} } = object.metadata ?? {};
  if (object.type === 'kubernetes.io/rook' || 'bucket-provisioner' in labels) {
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
    if (isEndpoint && value?.host) {
      return { kind: value.host, name };
    }
  }
  return undefined;
}
