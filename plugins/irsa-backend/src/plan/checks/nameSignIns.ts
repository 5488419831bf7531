import { matchesAction } from 'backstage-plugin-irsa-common';
import { containersOf, podSpec } from '../world/podTemplate';
import { NamedSignIn, signInsIn } from '../world/signIns';
import { textsOfContainer } from '../world/textsOfContainer';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * Redshift makes users of its own from the name of the caller: `IAM:<user>`, and `IAMR:<role>` for a role.
 * https://docs.aws.amazon.com/redshift/latest/APIReference/API_GetClusterCredentialsWithIAM.html
 */
const OF_REDSHIFT = [
  'redshift:GetClusterCredentialsWithIAM',
  'redshift-serverless:GetCredentials',
];

/** Some services let in whoever proves an AWS identity, by lists of names of their own. No policy shows these lists. */
export const nameSignIns: PlanCheck = context => {
  const found = [
    ...commandsOf(context),
    ...settingsOf(context),
    ...rightsOf(context),
  ];
  if (found.length === 0) {
    return undefined;
  }
  const services = [...new Set(found.map(({ service }) => service))];
  const places = [...new Set(found.map(({ place }) => place))];
  const who = context.user ? `user ${context.user.name}` : 'the user';
  return answer('name-sign-ins', 'F23', {
    state: 'warning',
    params: { services, places, roleArn: context.target.roleArn },
    message: `The service seems to sign in to ${short(
      services,
    )} with its AWS identity (${short(
      places,
    )}). What is let in there is a list of names: ${who} may be among them, and the role is not. As the role it is refused, or is somebody else.`,
    evidence:
      'Commands and variables of the containers, the texts of the ConfigMaps and Secrets that they get, and the policies of the user. The lists themselves are not read.',
    fix: `Let ${context.target.roleArn} in beside the user there, with the same rights, first.`,
  });
};

interface Found {
  service: NamedSignIn;
  /** Where, for people. */
  place: string;
}

function commandsOf({ world }: CheckContext): Found[] {
  return containersOf(podSpec(world.object)).flatMap(({ container }) =>
    textsOfContainer(container).flatMap(({ place, texts, variable }) =>
      signInsIn(
        `${variable === undefined ? '' : `${variable}=`}${texts.join(' ')}`,
      ).map(service => ({ service, place })),
    ),
  );
}

function settingsOf({ world }: CheckContext): Found[] {
  return world.objects.flatMap(({ kind, name, texts = {} }) =>
    Object.entries(texts).flatMap(([dataKey, { signIns = [] }]) =>
      signIns.map(service => ({
        service,
        place: `${dataKey} of ${kind} ${name}`,
      })),
    ),
  );
}

function rightsOf({ policy }: CheckContext): Found[] {
  const patterns = (policy?.document.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => [Action ?? []].flat())
    .filter(action => action !== '*');
  return OF_REDSHIFT.filter(action =>
    patterns.some(pattern => matchesAction(pattern, action)),
  ).map(place => ({ service: 'Redshift', place }));
}
