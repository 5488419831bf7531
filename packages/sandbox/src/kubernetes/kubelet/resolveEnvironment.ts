import { Container, EnvVar } from '../types';
import { PodContent } from './PodContent';

/** `$(NAME)` becomes its value, `$$(NAME)` stays as `$(NAME)`, unknown names stay as they are. */
export function expand(text: string, env: Record<string, string>): string {
  return text.replace(
    /\$\$|\$\(([^()$]+)\)/g,
    (whole: string, name: string | undefined) => {
      if (whole === '$$') {
        return '$';
      }
      return env[name as string] ?? whole;
    },
  );
}

function valueOf(
  variable: EnvVar,
  container: Container,
  content: PodContent,
  env: Record<string, string>,
): string | undefined {
  const { valueFrom } = variable;
  if (!valueFrom) {
    return expand(variable.value ?? '', env);
  }
  if (valueFrom.secretKeyRef) {
    return content.key('secrets', valueFrom.secretKeyRef);
  }
  if (valueFrom.configMapKeyRef) {
    return content.key('configmaps', valueFrom.configMapKeyRef);
  }
  if (valueFrom.fieldRef) {
    return content.field(valueFrom.fieldRef.fieldPath);
  }
  if (valueFrom.resourceFieldRef) {
    const { containerName, resource } = valueFrom.resourceFieldRef;
    return content.resource(containerName ?? container.name, resource);
  }
  return undefined;
}

/** The environment of a container's process: cluster variables, then envFrom in order, then env. */
export function resolveEnvironment(
  container: Container,
  content: PodContent,
): Record<string, string> {
  const env: Record<string, string> = {
    KUBERNETES_SERVICE_HOST: '10.96.0.1',
    KUBERNETES_SERVICE_PORT: '443',
  };
  for (const source of container.envFrom ?? []) {
    const reference = source.secretRef ?? source.configMapRef;
    if (!reference) {
      continue;
    }
    const data = content.data(
      source.secretRef ? 'secrets' : 'configmaps',
      reference.name,
      reference.optional,
    );
    for (const [key, value] of Object.entries(data ?? {})) {
      env[`${source.prefix ?? ''}${key}`] = value;
    }
  }
  for (const variable of container.env ?? []) {
    const value = valueOf(variable, container, content, env);
    if (value !== undefined) {
      env[variable.name] = value;
    }
  }
  return env;
}
