import { variablesReadIn } from 'backstage-plugin-irsa-node';
import { containersOf, podSpec } from '../world/podTemplate';
import { textsOfContainer } from '../world/textsOfContainer';
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
  const places = [...new Set(readers.map(({ place }) => place))];
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
  return containersOf(podSpec(world.object)).flatMap(({ container }) =>
    textsOfContainer(container).map(({ place, texts }) => ({
      place,
      names: texts.flatMap(variablesReadIn),
    })),
  );
}

function settingsOf({ world }: CheckContext): Reader[] {
  return world.objects.flatMap(({ kind, name, texts = {} }) =>
    Object.entries(texts).map(([dataKey, { reads = [] }]) => ({
      place: `${dataKey} of ${kind} ${name}`,
      names: reads,
    })),
  );
}
