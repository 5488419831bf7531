import { containersOf, Json, listOf, podSpec } from '../world/podTemplate';
import { variablesReadIn } from '../world/variableReads';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

interface Reader {
  /** Where, for people. */
  place: string;
  names: readonly string[];
}

/**
 * Scripts and settings that read the variables of the key themselves. They find nothing once the variables are gone, whatever
 * the SDK does. What Kubernetes itself expands, `$(NAME)`, stops a plan before (`staticReferences`).
 */
export const variableReaders: PlanCheck = context => {
  const { world } = context;
  const gone = new Set(
    world.workload.references
      .filter(
        ({ location, verdict }) =>
          location.startsWith('env') && verdict !== 's3-compatible',
      )
      .flatMap(({ envNames }) => envNames),
  );
  const readers = [...commandsOf(context), ...settingsOf(context)].flatMap(
    ({ place, names }) => {
      const read = names.filter(name => gone.has(name));
      return read.length > 0 ? [{ place, names: read }] : [];
    },
  );
  if (readers.length === 0) {
    return undefined;
  }
  const variables = [...new Set(readers.flatMap(({ names }) => names))].sort();
  const places = readers.map(({ place }) => place);
  return answer('variable-readers', 'F2', {
    state: 'warning',
    params: { variables, places },
    message: `${short(places)} ${places.length > 1 ? 'read' : 'reads'} ${short(
      variables,
    )}, which will be gone. What is built from ${
      variables.length > 1 ? 'them' : 'it'
    } will be empty, or fail.`,
    evidence:
      'Commands, probes and hooks of the containers, and the texts of the ConfigMaps and Secrets that they get.',
    fix: 'Take the key out there, so that the program finds the role by itself; then make a new plan.',
  });
};

function commandsOf({ world }: CheckContext): Reader[] {
  return containersOf(podSpec(world.object)).flatMap(({ container }) => {
    const name = String(container.name);
    const hooks = (container.lifecycle ?? {}) as Json;
    const parts: [string, unknown][] = [
      ['The command', [container.command, container.args].flat()],
      ...['startupProbe', 'readinessProbe', 'livenessProbe'].map(
        (probe): [string, unknown] => [
          `The ${probe}`,
          execOf(container[probe]),
        ],
      ),
      ...['postStart', 'preStop'].map((hook): [string, unknown] => [
        `The ${hook} hook`,
        execOf(hooks[hook]),
      ]),
      ['A variable', listOf(container, 'env').map(({ value }) => value)],
    ];
    return parts.map(([what, texts]) => ({
      place: `${what} of container ${name}`,
      names: [texts]
        .flat()
        .filter((text): text is string => typeof text === 'string')
        .flatMap(variablesReadIn),
    }));
  });
}

function execOf(action: unknown): unknown {
  return ((action as Json | undefined)?.exec as Json | undefined)?.command;
}

function settingsOf({ world }: CheckContext): Reader[] {
  return world.objects.flatMap(({ kind, name, texts = {} }) =>
    Object.entries(texts).map(([dataKey, { reads = [] }]) => ({
      place: `${dataKey} of ${kind} ${name}`,
      names: reads,
    })),
  );
}
