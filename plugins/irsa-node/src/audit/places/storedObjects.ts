import { lookUpName } from '../../detect/credentialCatalogue';
import { ObjectKind } from '../../detect/types';
import { AuditFinding, KubernetesObject, ObjectData } from '../types';
import { Found, toFinding } from '../toFinding';
import { isStoreEndpointName } from '../values/endpoints';
import { judgeText } from '../values/judge';
import { Entry, judgeGroup, Surroundings } from '../workloads/entries';

/** Types whose data are no access keys: a pull secret of ECR is a password of twelve hours. */
const OTHER_TYPES =
  /^(kubernetes\.io\/(dockerconfigjson|dockercfg|service-account-token|tls|ssh-auth)|bootstrap\.kubernetes\.io\/token|istio\.io\/.*)$/;
const HELM = 'helm.sh/release.v1';

/**
 * A Secret or ConfigMap that holds a credential by itself, whoever may use it.
 *
 * @param object - without its data @param data - names of its keys, with what may be known of the values
 */
export function auditStoredObject(
  object: KubernetesObject,
  data: ObjectData,
): AuditFinding[] {
  const type = typeof object.type === 'string' ? object.type : '';
  if (OTHER_TYPES.test(type)) return [];
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
  const judged = judgeGroup(
    { ...base, path: '', entries, readLevel: 1 },
    { endpoint: endpointIn(object, data), all: entries },
  );
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
  return auditFiles(object, base, data);
}

function auditFiles(
  object: KubernetesObject,
  base: Pick<Found, 'container' | 'location' | 'objectName' | 'objectKind'>,
  data: ObjectData,
): AuditFinding[] {
  const found = [...data].flatMap(([key, value]) => {
    const text = value?.text;
    return text ? [{ key, text, judged: judgeText(text) }] : [];
  });
  if (found.length === 0) return [];
  const [first] = [...found].sort(
    (a, b) =>
      Number(b.judged.verdict === 'static-aws') -
      Number(a.judged.verdict === 'static-aws'),
  );
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

/** Endpoints beside the key, or the labels of Rook's and other object bucket claims. */
function endpointIn(
  object: KubernetesObject,
  data: ObjectData,
): Surroundings['endpoint'] {
  const { labels = {} } = object.metadata ?? {};
  if (object.type === 'kubernetes.io/rook' || 'bucket-provisioner' in labels) {
    return { kind: 'other', name: 'The provisioner of its bucket' };
  }
  for (const [name, value] of data) {
    const isEndpoint =
      isStoreEndpointName(name) || /^(endpoint|host|url)$/i.test(name);
    if (isEndpoint && value?.host) return { kind: value.host, name };
  }
  return undefined;
}
