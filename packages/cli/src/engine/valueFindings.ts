import {
  AuditFinding,
  AuditLocation,
  KubernetesObject,
  ObjectKind,
  PodContainer,
  PodSpec,
} from '@internal/plugin-irsa-node';
import { judgeText } from './judge';
import { World } from './World';

interface Source {
  location: AuditLocation;
  kind: ObjectKind;
  name: string;
  /** Only these keys; all when absent. */
  keys?: string[];
  path: string;
}

/** Credentials in values under names that say nothing, such as `config.yaml`. Level 2 only: below it there are no values. */
export function valueFindings(
  object: KubernetesObject,
  spec: PodSpec,
  path: string,
  world: World,
): AuditFinding[] {
  const namespace = object.metadata?.namespace;
  const role = world.roleOf(namespace, spec.serviceAccountName);
  return (['initContainers', 'containers', 'ephemeralContainers'] as const)
    .flatMap(list =>
      (spec[list] ?? []).map((container, index) => ({
        container,
        place: `${path}.${list}[${index}]`,
      })),
    )
    .flatMap(({ container, place }) =>
      sourcesOf(container, spec, place).flatMap(source => {
        const data = world.data(source.kind, namespace, source.name);
        const entries = [...(data ?? [])].filter(
          ([key]) => !source.keys || source.keys.includes(key),
        );
        const judged = entries.flatMap(([key, value]) => {
          const judgement = judgeText(value, container, role);
          return judgement ? [{ key, judgement }] : [];
        });
        return judged.length === 0
          ? []
          : [
              {
                namespace: namespace ?? '',
                kind: object.kind ?? '',
                name: object.metadata?.name ?? '',
                container: container.name,
                location: source.location,
                objectName: source.name,
                keyNames: judged.map(({ key }) => key).sort(),
                path: source.path,
                readLevel: 2 as const,
                ...judged[0].judgement,
              },
            ];
      }),
    );
}

function sourcesOf(
  container: PodContainer,
  spec: PodSpec,
  place: string,
): Source[] {
  const variables = (container.env ?? []).flatMap(({ valueFrom }, index) =>
    sourceOf(
      'env-secretKeyRef',
      'env-configMapKeyRef',
      valueFrom?.secretKeyRef,
      valueFrom?.configMapKeyRef,
      `${place}.env[${index}]`,
    ).map(source => ({
      ...source,
      keys: [
        valueFrom?.secretKeyRef?.key ?? valueFrom?.configMapKeyRef?.key ?? '',
      ],
    })),
  );
  const whole = (container.envFrom ?? []).flatMap(
    ({ secretRef, configMapRef }, index) =>
      sourceOf(
        'envFrom-secret',
        'envFrom-configMap',
        secretRef,
        configMapRef,
        `${place}.envFrom[${index}]`,
      ),
  );
  const mounts = (container.volumeMounts ?? []).flatMap((mount, index) => {
    const volume = (spec.volumes ?? []).find(({ name }) => name === mount.name);
    const at = `${place}.volumeMounts[${index}]`;
    const secret = volume?.secret && {
      ...volume.secret,
      name: volume.secret.secretName,
    };
    const sources = volume?.projected?.sources;
    return [
      ...sourceOf(
        'volume-secret',
        'volume-configMap',
        secret,
        volume?.configMap,
        at,
      ),
      ...(Array.isArray(sources) ? sources : []).flatMap(each =>
        sourceOf(
          'volume-projected',
          'volume-projected',
          each?.secret,
          each?.configMap,
          at,
        ),
      ),
    ];
  });
  return [...variables, ...whole, ...mounts];
}

function sourceOf(
  ofSecret: AuditLocation,
  ofConfigMap: AuditLocation,
  secret: { name: string; items?: { key: string }[] } | undefined,
  configMap: { name: string; items?: { key: string }[] } | undefined,
  path: string,
): Source[] {
  const ref = secret ?? configMap;
  if (!ref || typeof ref.name !== 'string') {
    return [];
  }
  return [
    {
      location: secret ? ofSecret : ofConfigMap,
      kind: secret ? 'Secret' : 'ConfigMap',
      name: ref.name,
      keys: Array.isArray(ref.items)
        ? ref.items.map(item => item?.key)
        : undefined,
      path,
    },
  ];
}
