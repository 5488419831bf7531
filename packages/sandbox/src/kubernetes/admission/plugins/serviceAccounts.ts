import { forbidden } from '../../ApiError';
import { randomSuffix } from '../../api/prepareForCreate';
import { ResourceRegistry } from '../../resources/ResourceRegistry';
import { ObjectStore } from '../../store/ObjectStore';
import { Pod, Volume } from '../../types';
import { AdmissionPlugin } from '../Admission';

const MOUNT_PATH = '/var/run/secrets/kubernetes.io/serviceaccount';

function apiAccessVolume(name: string): Volume {
  return {
    name,
    projected: {
      defaultMode: 420,
      sources: [
        { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
        {
          configMap: {
            name: 'kube-root-ca.crt',
            items: [{ key: 'ca.crt', path: 'ca.crt' }],
          },
        },
        {
          downwardAPI: {
            items: [
              {
                path: 'namespace',
                fieldRef: {
                  apiVersion: 'v1',
                  fieldPath: 'metadata.namespace',
                },
              },
            ],
          },
        },
      ],
    },
  };
}

function mountToken(pod: Pod): void {
  const containers = [
    ...(pod.spec.initContainers ?? []),
    ...pod.spec.containers,
  ].filter(
    container =>
      !container.volumeMounts?.some(mount => mount.mountPath === MOUNT_PATH),
  );
  if (!containers.length) {
    return;
  }
  const existing = pod.spec.volumes?.find(volume =>
    volume.name.startsWith('kube-api-access-'),
  );
  const name = existing?.name ?? `kube-api-access-${randomSuffix()}`;
  for (const container of containers) {
    container.volumeMounts = [
      ...(container.volumeMounts ?? []),
      { name, readOnly: true, mountPath: MOUNT_PATH },
    ];
  }
  if (!existing) {
    pod.spec.volumes = [...(pod.spec.volumes ?? []), apiAccessVolume(name)];
  }
}

/** https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#serviceaccount */
export function serviceAccountAdmission(
  store: ObjectStore,
  registry: ResourceRegistry,
): AdmissionPlugin {
  return ({ type, object, operation, subresource }) => {
    if (type.plural !== 'pods' || type.group || subresource) {
      return;
    }
    if (operation !== 'CREATE') {
      return;
    }
    const pod = object as Pod;
    if (!pod.spec?.containers?.length) {
      return;
    }
    const name = pod.spec.serviceAccountName || 'default';
    pod.spec.serviceAccountName = name;
    pod.spec.serviceAccount = name;
    const namespace = pod.metadata.namespace as string;
    const account = store.get(
      registry.builtIn('serviceaccounts'),
      namespace,
      name,
    );
    if (!account) {
      throw forbidden(
        type,
        pod.metadata.name ?? pod.metadata.generateName ?? '',
        `error looking up service account ${namespace}/${name}: serviceaccount "${name}" not found`,
      );
    }
    const mounts =
      pod.spec.automountServiceAccountToken ??
      account.automountServiceAccountToken ??
      true;
    if (mounts) {
      mountToken(pod);
    }
    const pullSecrets = account.imagePullSecrets as
      | { name: string }[]
      | undefined;
    if (!pod.spec.imagePullSecrets?.length && pullSecrets?.length) {
      pod.spec.imagePullSecrets = pullSecrets.map(secret => ({ ...secret }));
    }
  };
}
