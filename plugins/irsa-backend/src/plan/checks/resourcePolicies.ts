import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** Services whose resources have policies that can name a user, and that the portal does not read. */
const OTHERS = [
  'ecr',
  'kms',
  'lambda',
  'secretsmanager',
  'sns',
  'sqs',
  'es',
  'aoss',
  'lakeformation',
];

/** A policy of a resource that names the user says nothing about the role. */
export const resourcePolicies: PlanCheck = context => {
  const { user, target, world } = context;
  if (!user) {
    return undefined;
  }
  const { read = [], naming = [], notRead = [] } = world.account.buckets ?? {};
  const others = otherServices(context);
  const params = {
    userName: user.name,
    roleArn: target.roleArn,
    naming,
    notRead: [...notRead, ...others],
  };
  const fix = `Where one names the user, add ${target.roleArn} beside it, in what allows and in the exceptions of what denies.`;
  if (naming.length > 0) {
    return answer('resource-policies', 'F23', {
      state: 'warning',
      params,
      message: `The policy of bucket ${short(naming)} names user ${
        user.name
      }. What it allows the user, or leaves out of a denial for it, does not hold for the role.`,
      evidence: 'Policies of the buckets.',
      fix,
    });
  }
  return params.notRead.length > 0 || !world.account.buckets
    ? answer('resource-policies', 'F23', {
        state: 'notChecked',
        params,
        message: `Whether policies of ${
          params.notRead.length > 0 ? short(params.notRead) : 'resources'
        } name user ${user.name} is not known.`,
        evidence:
          read.length > 0
            ? `Policies of ${short(
                read,
              )} were read and do not. Policies of other services are not read.`
            : 'They were not read.',
        fix,
      })
    : answer('resource-policies', 'F23', {
        state: 'passed',
        params,
        message:
          read.length > 0
            ? `No policy of ${short(read)} names user ${user.name}.`
            : `The policies of ${user.name} name no resource with a policy of its own.`,
        evidence: 'Policies of the buckets that the user may use.',
      });
};

function otherServices({ policy }: CheckContext): string[] {
  const actions = (policy?.document.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) =>
      NotAction ? ['*'] : [Action ?? []].flat(),
    );
  return OTHERS.filter(service =>
    actions.some(
      action =>
        action === '*' || action.toLowerCase().startsWith(`${service}:`),
    ),
  );
}
