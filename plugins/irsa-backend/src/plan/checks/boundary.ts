import { parsePolicyDocument } from 'backstage-plugin-irsa-common';
import { boundaryCuts } from '../policy/boundaryCuts';
import { answer, PlanCheck, short } from './PlanCheck';

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
  const { boundary: read } = world.account;
  const { document, error } =
    read?.document === undefined
      ? { document: undefined, error: true }
      : parsePolicyDocument(read.document);
  if (!document || error) {
    return answer('boundary', 'F45', {
      state: 'notChecked',
      params: { boundary: arn },
      message: `The role gets boundary ${arn}, which the user does not have. Whether it leaves all that the service needs is not known.`,
      evidence: `The content of the boundary ${
        read?.document === undefined ? 'could not be read' : 'is no policy'
      }; policies of the organization are not read.`,
      fix: 'Compare the boundary with the policy of the plan before you start.',
    });
  }
  const { cut, partly } = boundaryCuts(policy.document, document);
  const inPart =
    partly.length > 0
      ? ` Of ${short(
          partly,
        )} it lets a part through, by resource, action or condition.`
      : '';
  return cut.length > 0
    ? answer('boundary', 'F45', {
        state: 'warning',
        params: { boundary: arn, cut, partly },
        message: `The boundary of the role does not let through what the user may do today: ${short(
          cut,
        )}.${inPart}`,
        evidence: `The content of ${arn}, compared with the policy of the plan. Policies of the organization are not read.`,
        fix: 'If the service needs this, let the boundary allow it, or set another one in irsa.role.permissionsBoundary; then make a new plan.',
      })
    : answer('boundary', 'F45', {
        state: 'notChecked',
        params: { boundary: arn, partly },
        message: `${
          partly.length > 0
            ? `The boundary of the role cuts nothing of the policy as a whole.${inPart}`
            : 'The boundary of the role lets through all that its policy allows.'
        } Whether policies of the organization treat a role otherwise than a user is not known.`,
        evidence: `The content of ${arn}, compared with the policy of the plan. Policies of the organization are not read.`,
      });
};
