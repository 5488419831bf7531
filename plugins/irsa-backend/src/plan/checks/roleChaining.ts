import { answer, PlanCheck } from './PlanCheck';

export const roleChaining: PlanCheck = ({ policy }) =>
  policy?.assumesRoles
    ? answer('role-chaining', 'F26', {
        state: 'warning',
        message:
          'The service may assume other roles. From a role this lasts one hour at most, and those roles must trust the new role instead of the user.',
        evidence: 'The policies allow sts:AssumeRole.',
        fix: 'Add the new role to the trust policies of the roles it assumes.',
      })
    : undefined;
