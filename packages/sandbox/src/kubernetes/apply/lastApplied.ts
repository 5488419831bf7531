import { isObject } from '../json';
import { KubeObject } from '../types';
import { FieldSet, Shape, fieldValues } from './FieldSet';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';

/** Only this manager is migrated: a client-side `kubectl apply` that continues as a server-side one. */
export const KUBECTL = 'kubectl';

/**
 * Fields that kubectl applied from the client and that nobody has changed since. kubectl may take them over without
 * force.
 * https://kubernetes.io/docs/reference/using-api/server-side-apply/#migration-between-client-side-and-server-side-apply
 */
export function clientSideFields(live: KubeObject, shape: Shape): FieldSet {
  const text = live.metadata.annotations?.[LAST_APPLIED];
  const configuration = text ? parsed(text) : undefined;
  if (!configuration) {
    return new Set();
  }
  const current = fieldValues(live, shape);
  return new Set(
    [...fieldValues(configuration, shape)]
      .filter(([path, value]) => current.get(path) === value)
      .map(([path]) => path),
  );
}

function parsed(text: string): KubeObject | undefined {
  try {
    const value = JSON.parse(text);
    return isObject(value) ? (value as KubeObject) : undefined;
  } catch {
    return undefined;
  }
}

/** Updates the last-applied annotation of an object that has one. */
export function withLastApplied(
  object: KubeObject,
  configuration: KubeObject,
): KubeObject {
  const { annotations } = object.metadata;
  if (!annotations?.[LAST_APPLIED]) {
    return object;
  }
  const { [LAST_APPLIED]: _before, ...rest } =
    configuration.metadata.annotations ?? {};
  const applied = {
    ...configuration,
    metadata: {
      ...configuration.metadata,
      ...(configuration.metadata.annotations ? { annotations: rest } : {}),
    },
  };
  return {
    ...object,
    metadata: {
      ...object.metadata,
      annotations: {
        ...annotations,
        [LAST_APPLIED]: `${JSON.stringify(applied)}\n`,
      },
    },
  };
}
