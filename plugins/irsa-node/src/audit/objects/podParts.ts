import { PodSpec } from '../../detect/types';
import { CLASS_LABEL } from './marks';
import { Fields, isRecord, recordsOf, textOf, textsOf } from './records';
import type { AuditedContainer, ContainerType } from './PodTemplate';

/** Containers of a PodSpec as an audit reads them, whatever they were written as. */
export function containersOf(
  value: unknown,
  placeOf: (at: number) => string,
  type: ContainerType,
): AuditedContainer[] {
  return (Array.isArray(value) ? value : []).flatMap((container, at) =>
    isRecord(container)
      ? [
          {
            type,
            path: placeOf(at),
            envField: 'env',
            name: textOf(container.name),
            image: textOf(container.image),
            command: textsOf(container.command),
            args: textsOf(container.args),
            env: recordsOf(container.env).map(variable => ({
              name: textOf(variable.name),
              value: 'value' in variable ? textOf(variable.value) : undefined,
              valueFrom: valueFromOf(variable.valueFrom),
            })),
            envFrom: recordsOf(container.envFrom).map(source => ({
              prefix: textOf(source.prefix),
              secretRef: refOf(source.secretRef),
              configMapRef: refOf(source.configMapRef),
            })),
            volumeMounts: recordsOf(container.volumeMounts).map(mount => ({
              name: textOf(mount.name),
              mountPath: textOf(mount.mountPath),
              subPath: textOf(mount.subPath) || undefined,
            })),
            words: wordsOf(container),
          },
        ]
      : [],
  );
}

function valueFromOf(value: unknown) {
  if (!isRecord(value)) {
    return undefined;
  }
  const keyRef = (ref: unknown) =>
    isRecord(ref)
      ? {
          name: textOf(ref.name),
          key: textOf(ref.key),
          optional: ref.optional === true,
        }
      : undefined;
  return {
    secretKeyRef: keyRef(value.secretKeyRef),
    configMapKeyRef: keyRef(value.configMapKeyRef),
  };
}

function refOf(value: unknown) {
  return isRecord(value)
    ? { name: textOf(value.name), optional: value.optional === true }
    : undefined;
}

function itemsOf(value: unknown) {
  return Array.isArray(value)
    ? recordsOf(value).map(({ key, path }) => ({
        key: textOf(key),
        path: textOf(path),
      }))
    : undefined;
}

/** Volumes of a PodSpec. */
export function volumesOf(value: unknown): PodSpec['volumes'] {
  return recordsOf(value).map(volume => {
    const { secret, configMap, projected } = volume;
    return {
      name: textOf(volume.name),
      secret: isRecord(secret)
        ? {
            secretName: textOf(secret.secretName ?? secret.name),
            items: itemsOf(secret.items),
            optional: secret.optional === true,
          }
        : undefined,
      configMap: withItems(configMap),
      projected: isRecord(projected)
        ? {
            sources: recordsOf(projected.sources).map(source => ({
              secret: withItems(source.secret),
              configMap: withItems(source.configMap),
            })),
          }
        : undefined,
      secretClass: classOfVolume(volume.ephemeral),
    };
  });
}

/** https://docs.stackable.tech/home/stable/secret-operator/volume/ */
function classOfVolume(ephemeral: unknown): string | undefined {
  const claim = isRecord(ephemeral) ? ephemeral.volumeClaimTemplate : undefined;
  const metadata = isRecord(claim) ? claim.metadata : undefined;
  const annotations = isRecord(metadata) ? metadata.annotations : undefined;
  return isRecord(annotations)
    ? textOf(annotations[CLASS_LABEL]) || undefined
    : undefined;
}

function withItems(value: unknown) {
  return isRecord(value)
    ? {
        name: textOf(value.name),
        items: itemsOf(value.items),
        optional: value.optional === true,
      }
    : undefined;
}

/** What the Secrets Store CSI driver mounts. */
export function csiOf({ name, csi }: Fields) {
  const attributes = isRecord(csi) ? csi.volumeAttributes : undefined;
  return isRecord(attributes) && textOf(attributes.secretProviderClass)
    ? [
        {
          name: textOf(name),
          secretProviderClass: textOf(attributes.secretProviderClass),
        },
      ]
    : [];
}

/** A folder or file of the node that Pods mount. */
export function nodeFolderOf({ name, hostPath }: Fields) {
  const folder = isRecord(hostPath) ? textOf(hostPath.path) : '';
  return folder ? [{ name: textOf(name), folder }] : [];
}

/** The Secret of an inline CSI volume, or of a FlexVolume. */
export function driverSecretOf({ name, csi, flexVolume }: Fields) {
  const ref =
    (isRecord(csi) ? csi.nodePublishSecretRef : undefined) ??
    (isRecord(flexVolume) ? flexVolume.secretRef : undefined);
  const secretName = isRecord(ref) ? textOf(ref.name) : '';
  return secretName ? [{ name: textOf(name), secretName }] : [];
}

/** Settings of any name that a volume hands to its driver. */
export function driverSettingsOf(
  { csi, flexVolume }: Fields,
  at: number,
): { settings: Fields; path: string }[] {
  const attributes = isRecord(csi) ? csi.volumeAttributes : undefined;
  const options = isRecord(flexVolume) ? flexVolume.options : undefined;
  return [
    ...(isRecord(attributes)
      ? [
          {
            settings: attributes,
            path: `volumes[${at}].csi.volumeAttributes`,
          },
        ]
      : []),
    ...(isRecord(options)
      ? [{ settings: options, path: `volumes[${at}].flexVolume.options` }]
      : []),
  ];
}

/** Lifecycle hooks and probes run commands and send headers. */
function wordsOf(container: Fields): string[] {
  const { lifecycle } = container;
  const handlers = [
    ...(isRecord(lifecycle) ? [lifecycle.postStart, lifecycle.preStop] : []),
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
  ].filter(isRecord);
  return [
    ...textsOf(container.command),
    ...textsOf(container.args),
    textOf(container.source),
    textOf(container.script),
    ...handlers.flatMap(({ exec, httpGet }) => [
      ...(isRecord(exec) ? textsOf(exec.command) : []),
      ...(isRecord(httpGet)
        ? [
            textOf(httpGet.path),
            ...recordsOf(httpGet.httpHeaders).map(
              header => `${textOf(header.name)}: ${textOf(header.value)}`,
            ),
          ]
        : []),
    ]),
  ].filter(Boolean);
}
