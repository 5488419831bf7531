import {
  AuditFinding,
  detectCredentials,
  findAccessKeyId,
  KubernetesObject,
} from '@internal/plugin-irsa-node';
import { judgeText } from './judge';
import { World } from './World';

/**
 * A Secret or ConfigMap with a key in it that no workload among the objects was found to use: it may be used by something
 * that was not looked at, or by nobody, and is a key all the same.
 */
export function dataFindings(
  object: KubernetesObject,
  world: World,
): AuditFinding[] {
  const { kind, metadata } = object;
  if (kind !== 'Secret' && kind !== 'ConfigMap') {
    return [];
  }
  const { name = '', namespace } = metadata ?? {};
  const data = world.data(kind, namespace, name);
  if (!data) {
    return [];
  }
  const common = {
    namespace: namespace ?? '',
    kind,
    name,
    container: '',
    location: 'other' as const,
    objectName: name,
    path: object.stringData === undefined ? 'data' : 'stringData',
  };
  const judged = [...data].flatMap(([key, value]) => {
    const judgement = judgeText(value);
    return judgement ? [{ key, judgement }] : [];
  });
  const [named] = detectCredentials({
    spec: {
      containers: [
        {
          name: '',
          envFrom: [
            kind === 'Secret'
              ? { secretRef: { name } }
              : { configMapRef: { name } },
          ],
        },
      ],
    },
    keysOf: () => [...data.keys()],
  });
  const keyNames = named?.reference.keyNames ?? [];
  if (judged.length > 0) {
    const keys = new Set([...keyNames, ...judged.map(({ key }) => key)]);
    return [
      {
        ...common,
        ...judged[0].judgement,
        keyNames: [...keys].sort(),
        readLevel: 2,
      },
    ];
  }
  const values = keyNames.map(key => data.get(key) ?? '').filter(Boolean);
  if (
    keyNames.length === 0 ||
    (values.length === 0 && world.readLevel === 2 && holdsValues(object))
  ) {
    return [];
  }
  const ids = named.idKeys.map(key => data.get(key) ?? '').filter(Boolean);
  const foreign = ids.length > 0 && !ids.some(id => findAccessKeyId(id));
  return [
    {
      ...common,
      keyNames: [...keyNames].sort(),
      verdict: foreign ? 's3-compatible' : named.reference.verdict,
      confidence: 'name',
      readLevel: values.length > 0 ? 2 : 1,
      why: foreign
        ? 'The key id does not have the form of an AWS access key id'
        : named.reference.why ?? 'The names are those of a key',
    },
  ];
}

/** Whether the values are there, and not the metadata alone. */
function holdsValues(object: KubernetesObject): boolean {
  return ['data', 'stringData'].some(name => object[name] !== undefined);
}
