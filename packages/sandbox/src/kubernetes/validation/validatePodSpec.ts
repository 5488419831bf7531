import { Container, PodSpec } from '../types';
import { Causes } from './Causes';
import { labelProblem } from './names';

function validateEnv(container: Container, path: string, causes: Causes): void {
  (container.env ?? []).forEach((variable, index) => {
    const at = `${path}.env[${index}]`;
    if (!variable.name) {
      causes.required(`${at}.name`, '');
    }
    // Since Kubernetes 1.34 every printable ASCII character except "=" is allowed.
    else if (!/^[\x20-\x3c\x3e-\x7e]+$/.test(variable.name)) {
      causes.invalid(
        `${at}.name`,
        variable.name,
        "a valid environment variable name must consist only of printable ASCII characters other than '='",
      );
    }
    const sources = Object.keys(variable.valueFrom ?? {});
    if (variable.valueFrom && sources.length !== 1) {
      causes.invalid(
        `${at}.valueFrom`,
        '',
        sources.length
          ? 'may not have more than one field specified at a time'
          : 'must specify one of: `fieldRef`, `resourceFieldRef`, `configMapKeyRef`, `secretKeyRef` or `fileKeyRef`',
      );
    }
    if (variable.value && variable.valueFrom) {
      causes.invalid(
        `${at}.valueFrom`,
        '',
        'may not be specified when `value` is not empty',
      );
    }
    const reference =
      variable.valueFrom?.secretKeyRef ?? variable.valueFrom?.configMapKeyRef;
    if (reference && !reference.key) {
      causes.required(`${at}.valueFrom.${sources[0]}.key`, '');
    }
  });
  (container.envFrom ?? []).forEach((source, index) => {
    if (!source.secretRef && !source.configMapRef) {
      causes.invalid(
        `${path}.envFrom[${index}]`,
        '',
        'must specify one of: `configMapRef` or `secretRef`',
      );
    }
  });
}

function validateContainer(
  container: Container,
  path: string,
  volumes: Set<string>,
  causes: Causes,
): void {
  if (!container.name) {
    causes.required(`${path}.name`, '');
  } else {
    const problem = labelProblem(container.name);
    if (problem) {
      causes.invalid(`${path}.name`, container.name, problem);
    }
  }
  if (!container.image) {
    causes.required(`${path}.image`, '');
  }
  validateEnv(container, path, causes);
  const mounted = new Set<string>();
  (container.volumeMounts ?? []).forEach((mount, index) => {
    const at = `${path}.volumeMounts[${index}]`;
    if (!volumes.has(mount.name)) {
      causes.notFound(`${at}.name`, mount.name);
    }
    if (!mount.mountPath) {
      causes.required(`${at}.mountPath`, '');
    }
    if (mounted.has(mount.mountPath)) {
      causes.invalid(`${at}.mountPath`, mount.mountPath, 'must be unique');
    }
    mounted.add(mount.mountPath);
  });
}

/** In the order in which the real server checks them, because it reports only the first. */
const VOLUME_SOURCES = [
  'emptyDir',
  'hostPath',
  'awsElasticBlockStore',
  'secret',
  'nfs',
  'persistentVolumeClaim',
  'downwardAPI',
  'configMap',
  'projected',
  'csi',
  'ephemeral',
  'image',
];

function sourcesOf(volume: object): string[] {
  return VOLUME_SOURCES.filter(source => source in volume);
}

export function validatePodSpec(
  spec: PodSpec | undefined,
  path: string,
  causes: Causes,
): void {
  if (!spec?.containers?.length) {
    causes.required(`${path}.containers`, '');
    return;
  }
  const volumes = new Set<string>();
  (spec.volumes ?? []).forEach((volume, index) => {
    const at = `${path}.volumes[${index}]`;
    if (!volume.name) {
      causes.required(`${at}.name`, '');
    }
    if (volumes.has(volume.name)) {
      causes.duplicate(`${at}.name`, volume.name);
    }
    const [, ...others] = sourcesOf(volume);
    others.forEach(source =>
      causes.forbidden(
        `${at}.${source}`,
        'may not specify more than 1 volume type',
      ),
    );
    // A volume with two sources is invalid, and cannot be mounted.
    if (!others.length) {
      volumes.add(volume.name);
    }
    (volume.projected?.sources ?? []).forEach((source, sourceIndex) => {
      const token = source.serviceAccountToken;
      const tokenPath = `${at}.projected.sources[${sourceIndex}].serviceAccountToken`;
      if (token && (token.expirationSeconds ?? 3600) < 600) {
        causes.invalid(
          `${tokenPath}.expirationSeconds`,
          token.expirationSeconds ?? 0,
          'may not specify a duration less than 10 minutes',
        );
      }
    });
  });
  const names = new Set<string>();
  for (const list of ['initContainers', 'containers'] as const) {
    (spec[list] ?? []).forEach((container, index) => {
      const at = `${path}.${list}[${index}]`;
      validateContainer(container, at, volumes, causes);
      if (names.has(container.name)) {
        causes.duplicate(`${at}.name`, container.name);
      }
      names.add(container.name);
    });
  }
}
