import { containersOf, podSpec } from '../world/podTemplate';
import { rolesIn } from '../world/textFacts';
import { textsOfContainer } from '../world/textsOfContainer';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const LIMITS =
  'From a role this lasts one hour at most, and those roles must trust the new role instead of the user.';

/** Variables of the webhook, of which another check tells. */
const OF_WEBHOOK = 'AWS_ROLE_ARN';

/**
 * A service that goes on to another role, as its policies allow or as its settings name one. A role of the same account may let the user
 * in by its trust policy alone.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles.html#iam-term-role-chaining
 */
export const roleChaining: PlanCheck = context => {
  const named = namedRoles(context);
  const roles = [...new Set(named.map(({ role }) => role))];
  const fix = 'Add the new role to the trust policies of the roles it assumes.';
  if (context.policy?.assumesRoles) {
    return answer('role-chaining', 'F26', {
      state: 'warning',
      ...(roles.length > 0 ? { params: { roles } } : {}),
      message: `The service may assume other roles${
        roles.length > 0 ? ` (its settings name ${short(roles)})` : ''
      }. ${LIMITS}`,
      evidence: 'The policies allow sts:AssumeRole.',
      fix,
    });
  }
  const places = [...new Set(named.map(({ place }) => place))];
  return roles.length > 0
    ? answer('role-chaining', 'F26', {
        state: 'warning',
        params: { roles, places },
        message: `${short(places)} ${
          places.length > 1 ? 'name' : 'names'
        } ${short(roles)}. If the service assumes it: ${LIMITS}`,
        evidence:
          'Commands and variables of the containers, and the texts of the ConfigMaps and Secrets that they get.',
        fix,
      })
    : undefined;
};

function namedRoles({
  world,
  target,
}: CheckContext): { role: string; place: string }[] {
  return [
    ...containersOf(podSpec(world.object)).flatMap(({ container }) =>
      textsOfContainer(container)
        .filter(({ variable }) => variable !== OF_WEBHOOK)
        .flatMap(({ place, texts }) =>
          texts.flatMap(rolesIn).map(role => ({ role, place })),
        ),
    ),
    ...world.objects.flatMap(({ kind, name, texts = {} }) =>
      Object.entries(texts)
        .filter(([dataKey]) => dataKey !== OF_WEBHOOK)
        .flatMap(([dataKey, { roles = [] }]) =>
          roles.map(role => ({ role, place: `${dataKey} of ${kind} ${name}` })),
        ),
    ),
  ].filter(({ role }) => role !== target.roleArn);
}
