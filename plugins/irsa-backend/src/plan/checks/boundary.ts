import { answer, PlanCheck } from './PlanCheck';

/** A boundary of the role, or a policy of the organization, may deny what the user was allowed. */
export const boundary: PlanCheck = ({ world, user, policy }) => {
  if (!user || !policy) {
    return undefined;
  }
  const arn = world.settings.boundaryArn ?? user.boundaryArn;
  const isSame = arn !== undefined && arn === user.boundaryArn;
  if (!arn || isSame) {
    return answer('boundary', 'F45', {
      state: 'notChecked',
      params: arn ? { boundary: arn } : {},
      message: `${
        isSame
          ? 'The role has the boundary that the user has.'
          : 'The role has no permissions boundary.'
      } Whether policies of the organization treat a role otherwise than a user is not known.`,
      evidence: 'Policies of the organization are not read.',
    });
  }
  return answer('boundary', 'F45', {
    state: 'notChecked',
    params: { boundary: arn },
    message: `The role gets boundary ${arn}, which the user does not have. Whether it leaves all that the service needs is not known.`,
    evidence:
      'The content of the boundary and policies of the organization are not read.',
    fix: 'Compare the boundary with the policy of the plan before you start.',
  });
};
