import { matchesAction } from 'backstage-plugin-irsa-common';
import { containersOf, podSpec, WorkloadObject } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

/**
 * Calls that STS answers only with the key of a user, and never in the session of a role.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/id_credentials_sts-comparison.html
 */
const OF_USERS_ONLY = ['sts:GetFederationToken', 'sts:GetSessionToken'];
/** What a program calls that changes its own key. */
const ON_ITS_OWN_KEY = [
  'iam:CreateAccessKey',
  'iam:UpdateAccessKey',
  'iam:DeleteAccessKey',
];

/**
 * Calls that are about whoever makes them when they name no user. A role is no user, so IAM refuses them then.
 * https://docs.aws.amazon.com/IAM/latest/APIReference/API_GetUser.html
 */
const ABOUT_ONESELF = [
  'iam:GetUser',
  'iam:ListAccessKeys',
  'iam:ListMFADevices',
  'iam:GetLoginProfile',
  'iam:ChangePassword',
];

/** No policy has to allow sts:GetSessionToken, so the command may be all that shows it. */
function calledInCommands(object: WorkloadObject): string[] {
  const words = containersOf(podSpec(object))
    .flatMap(({ container: { command, args } }) => [command, args].flat())
    .join(' ');
  return OF_USERS_ONLY.filter(action => {
    const [, name] = action.split(':');
    const dashed = name.replace(/(?!^)[A-Z]/g, '-$&').toLowerCase();
    return new RegExp(`\\bsts\\s+${dashed}\\b|\\b${name}\\b`).test(words);
  });
}

/** What the user may do and a role cannot, or need not. */
export const userActions: PlanCheck = ({ policy, world }) => {
  const patterns = (policy?.document.Statement ?? [])
    .filter(({ Effect }) => Effect === 'Allow')
    .flatMap(({ Action }) => [Action ?? []].flat())
    .filter(action => action !== '*');
  const among = (actions: string[]) =>
    actions.filter(action =>
      patterns.some(pattern => matchesAction(pattern, action)),
    );
  const fix =
    'If the service hands out credentials in this way, let it call sts:AssumeRole with a session policy instead.';
  const called = calledInCommands(world.object);
  if (called.length > 0) {
    return answer('user-actions', 'F24', {
      state: 'warning',
      params: { actions: called },
      message: `A command calls ${short(
        called,
      )}. STS answers these with the key of a user only, so in the session of a role they fail.`,
      evidence: 'Command lines of the containers.',
      fix,
    });
  }
  const ofUsers = among(OF_USERS_ONLY);
  if (ofUsers.length > 0) {
    return answer('user-actions', 'F24', {
      state: 'warning',
      params: { actions: ofUsers },
      message: `The user may call ${short(
        ofUsers,
      )}. STS answers these with the key of a user only, so in the session of a role they fail.`,
      evidence: 'Policies of the user.',
      fix,
    });
  }
  const ofKeys = among(ON_ITS_OWN_KEY);
  if (ofKeys.length > 0) {
    return answer('user-actions', 'F24', {
      state: 'warning',
      params: { actions: ofKeys },
      message: `The user may call ${short(
        ofKeys,
      )}: the service, or a job beside it, seems to change keys by itself. A new key would come back after the old one is gone.`,
      evidence: 'Policies of the user.',
      fix: 'Switch off what changes the key, and leave these rights out of the role.',
    });
  }
  // A pattern such as iam:Get* says little about what the service calls.
  const ofOneself = ABOUT_ONESELF.filter(action =>
    patterns.some(each => each.toLowerCase() === action.toLowerCase()),
  );
  return ofOneself.length > 0
    ? answer('user-actions', 'F24', {
        state: 'warning',
        params: { actions: ofOneself },
        message: `The user may call ${short(
          ofOneself,
        )}. Without the name of a user these are about whoever calls, which must be a user: as a role they fail.`,
        evidence: 'Policies of the user.',
        fix: 'If the service asks who it is in this way, let it call sts:GetCallerIdentity instead.',
      })
    : undefined;
};
