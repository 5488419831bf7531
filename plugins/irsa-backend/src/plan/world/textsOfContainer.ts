import { Json, listOf } from './podTemplate';

/** What a container runs or is told, and where that stands, in words that begin a sentence. */
export interface ContainerTexts {
  place: string;
  texts: string[];
  /** Name of the variable, where the text is the value of one. */
  variable?: string;
}

/** The command, probes, hooks and literal variables of a container. */
export function textsOfContainer(container: Json): ContainerTexts[] {
  const name = String(container.name);
  const hooks = (container.lifecycle ?? {}) as Json;
  const parts: [what: string, texts: unknown, variable?: string][] = [
    ['The command', [container.command, container.args].flat()],
    ...['startupProbe', 'readinessProbe', 'livenessProbe'].map(
      (probe): [string, unknown] => [`The ${probe}`, execOf(container[probe])],
    ),
    ...['postStart', 'preStop'].map((hook): [string, unknown] => [
      `The ${hook} hook`,
      execOf(hooks[hook]),
    ]),
    ...listOf(container, 'env').map((variable): [string, unknown, string] => [
      'A variable',
      variable.value,
      String(variable.name),
    ]),
  ];
  return parts.map(([what, texts, variable]) => ({
    place: `${what} of container ${name}`,
    texts: [texts]
      .flat()
      .filter((text): text is string => typeof text === 'string'),
    ...(variable === undefined ? {} : { variable }),
  }));
}

function execOf(action: unknown): unknown {
  return ((action as Json | undefined)?.exec as Json | undefined)?.command;
}
