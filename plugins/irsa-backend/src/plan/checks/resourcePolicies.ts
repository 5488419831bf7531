import { NamingResource } from '../world/resourcePolicies';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/**
 * Services whose resources have policies, or grants of another kind, that can name a user.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_aws-services-that-work-with-iam.html
 */
const WITH_POLICIES = [
  'ecr',
  'kms',
  'lambda',
  's3',
  'secretsmanager',
  'sns',
  'sqs',
  'acm-pca',
  'aoss',
  'aps',
  'backup',
  'codeartifact',
  'dynamodb',
  'elasticfilesystem',
  'es',
  'events',
  'execute-api',
  'glacier',
  'glue',
  'kafka',
  'kinesis',
  'lakeformation',
  's3express',
  's3tables',
  'schemas',
  'ses',
  'vpc-lattice-svcs',
];
/** More statements do not fit into one text; all are in the parameters. */
const SHOWN = 3;

/** A policy of a resource that names the user says nothing about the role. */
export const resourcePolicies: PlanCheck = context => {
  const { user, target, world } = context;
  if (!user) {
    return undefined;
  }
  const {
    read = [],
    naming = [],
    notRead = [],
  } = world.account.resources ?? {};
  const others = otherServices(context);
  const changes = naming.flatMap(each => inWords(each, target.roleArn));
  const params = {
    userName: user.name,
    roleArn: target.roleArn,
    naming: [...new Set(naming.map(({ name }) => name))],
    changes,
    notRead: [...notRead, ...others],
  };
  const fix = `Where one names the user, add ${target.roleArn} beside it, in what allows and in the exceptions of what denies.`;
  if (naming.length > 0) {
    return answer('resource-policies', 'F23', {
      state: 'warning',
      params,
      message: `${namingInWords(naming)} names user ${
        user.name
      }. What it allows the user, or leaves out of a denial for it, does not hold for the role.`,
      evidence: `Policies of the resources, and grants of KMS keys.${
        params.notRead.length > 0 ? ` Not read: ${short(params.notRead)}.` : ''
      }`,
      fix: [
        ...changes.slice(0, SHOWN),
        ...(changes.length > SHOWN
          ? [`And ${changes.length - SHOWN} more.`]
          : []),
        ...(naming.some(each => each.changes === undefined) ? [fix] : []),
      ].join('\n'),
    });
  }
  return params.notRead.length > 0 || !world.account.resources
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
              )} were read and do not. The others are not read.`
            : 'They were not read.',
        fix,
      })
    : answer('resource-policies', 'F23', {
        state: 'passed',
        params,
        message:
          read.length > 0
            ? `No policy of ${short(read)} names user ${user.name} alone.`
            : `The policies of ${user.name} name no resource with a policy of its own.`,
        evidence: 'Policies of the resources that the user may use.',
      });
};

/** `The policy of orders`, or `A grant of …`. */
function namingInWords(naming: readonly NamingResource[]): string {
  const names = (isGrant: boolean) =>
    short(
      naming.filter(each => !!each.granted === isGrant).map(({ name }) => name),
    );
  return [
    ...(names(false) ? [`The policy of ${names(false)}`] : []),
    ...(names(true)
      ? [`${names(false) ? 'a' : 'A'} grant of ${names(true)}`]
      : []),
  ].join(', or ');
}

/** What to do, one sentence for each statement. */
function inWords(
  { name, changes = [], granted }: NamingResource,
  roleArn: string,
): string[] {
  if (granted) {
    return [
      `When the role is made, give it the grant that the user has: aws kms create-grant --key-id ${name} --grantee-principal ${roleArn} --operations ${granted.join(
        ' ',
      )}, with the constraints of the user's grant. Or let the policy of the key allow ${roleArn} the same before.`,
    ];
  }
  return changes.map(({ change, at, statement }) =>
    change === 'add'
      ? `Add to the policy of ${name}: ${JSON.stringify(statement)}`
      : `Replace statement ${
          at + 1
        } of the policy of ${name} by: ${JSON.stringify(statement)}`,
  );
}

/** Services that the role may use and whose resources were not looked at. */
function otherServices({ policy, world }: CheckContext): string[] {
  const actions = (policy?.document.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action, NotAction }) =>
      NotAction ? ['*'] : [Action ?? []].flat(),
    );
  const looked = world.account.resources?.services ?? ['s3'];
  return WITH_POLICIES.filter(
    service =>
      !looked.includes(service) &&
      actions.some(
        action =>
          action === '*' || action.toLowerCase().startsWith(`${service}:`),
      ),
  );
}
