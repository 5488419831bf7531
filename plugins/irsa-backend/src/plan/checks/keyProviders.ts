import { keyProvidersIn } from '../world/choices';
import { containersOf, podSpec } from '../world/podTemplate';
import { textsOfContainer } from '../world/textsOfContainer';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * Settings may choose where the program looks for credentials. What knows keys only, or the role of the node, fails without them,
 * although the SDK itself could take the role.
 */
export const keyProviders: PlanCheck = context => {
  const found = [...commandsOf(context), ...settingsOf(context)].filter(
    ({ providers }) => providers.length > 0,
  );
  if (found.length === 0) {
    return undefined;
  }
  const providers = [...new Set(found.flatMap(each => each.providers))];
  const places = [...new Set(found.map(({ place }) => place))];
  return answer('key-providers', 'F2', {
    state: 'warning',
    params: { providers, places },
    message: `${short(places)} ${
      places.length > 1 ? 'choose' : 'chooses'
    } ${short(
      providers,
    )}, with which the program looks for no role of a ServiceAccount. It finds no credentials once the key is gone, or those of the node.`,
    evidence:
      'Commands and variables of the containers, and the texts of the ConfigMaps and Secrets that they get.',
    fix: 'Choose the default chain in its place, or WebIdentityTokenCredentialsProvider; then make a new plan.',
  });
};

interface Choice {
  /** Where, for people. */
  place: string;
  providers: readonly string[];
}

function commandsOf({ world }: CheckContext): Choice[] {
  return containersOf(podSpec(world.object)).flatMap(({ container }) =>
    textsOfContainer(container).map(({ place, texts, variable }) => ({
      place,
      providers: texts.flatMap(text =>
        keyProvidersIn(variable === undefined ? text : `${variable}=${text}`),
      ),
    })),
  );
}

function settingsOf({ world }: CheckContext): Choice[] {
  return world.objects.flatMap(({ kind, name, texts = {} }) =>
    Object.entries(texts).map(
      ([dataKey, { keyProviders: providers = [] }]) => ({
        place: `${dataKey} of ${kind} ${name}`,
        providers,
      }),
    ),
  );
}
