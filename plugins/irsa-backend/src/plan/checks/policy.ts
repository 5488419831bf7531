import { counted } from 'backstage-plugin-irsa-common';
import { MANAGED_POLICY_QUOTA } from '../policy/derivePolicy';
import { answer, PlanCheck, short } from './PlanCheck';

export const policy: PlanCheck = ({ policy: derived, user, world }) => {
  if (!derived || !user) {
    return undefined;
  }
  const params = { userName: user.name, policies: derived.sources };
  const evidence = `${counted(
    derived.sources.length,
    'policy',
    'policies',
  )} of user ${user.name} and its groups.`;
  const blocked = (mode: string, message: string, fix: string) =>
    answer('policy', mode, {
      state: 'blocked',
      params,
      message,
      evidence,
      fix,
    });
  if (derived.administrator.length > 0) {
    return blocked(
      'F24',
      `${user.name} may do everything (${short(
        derived.administrator,
      )}). Such rights are not handed on to a role by the portal.`,
      'Find out what the service needs, give the user a policy with just that, and make a new plan.',
    );
  }
  if (derived.unreadable.length > 0) {
    return blocked(
      'F24',
      `These policies could not be understood: ${short(derived.unreadable)}.`,
      'Correct them in IAM, then make a new plan.',
    );
  }
  if (derived.unresolved.length > 0) {
    return blocked(
      'F24',
      `The policies depend on the user as such: ${short([
        ...new Set(
          derived.unresolved.map(({ name, policy: of }) => `${name} in ${of}`),
        ),
      ])}. The same text would mean something else for a role.`,
      'Rewrite these statements without it, then make a new plan.',
    );
  }
  if (derived.document.Statement.length === 0) {
    return blocked(
      'F23',
      `${user.name} has no policies: what it may do comes from elsewhere, or it may do nothing.`,
      'Name what the role must be allowed under additional actions.',
    );
  }
  if (derived.size > MANAGED_POLICY_QUOTA) {
    return blocked(
      'F45',
      `The policy would have ${derived.size} characters; IAM takes ${MANAGED_POLICY_QUOTA}.`,
      'Shorten the policies of the user first.',
    );
  }
  if (
    user.boundaryArn &&
    world.settings.boundaryArn &&
    user.boundaryArn !== world.settings.boundaryArn
  ) {
    return blocked(
      'F24',
      `${user.name} is limited by ${user.boundaryArn}, roles made here by ${world.settings.boundaryArn}: the role could do more than the user.`,
      'Make the boundary of the portal at least as narrow, or write the limit into the policies.',
    );
  }
  return answer('policy', 'F45', {
    state: 'passed',
    params: { ...params, size: derived.size },
    message: `The role may do what ${user.name} may do today (${derived.size} of ${MANAGED_POLICY_QUOTA} characters).`,
    evidence,
  });
};
