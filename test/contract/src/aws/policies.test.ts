import { contract } from '../contract';
import { openAccount } from './account';
import { policies } from './policies';
import { policyValidation, policyVersions } from './policyValidation';
import { NO_VALIDATION, sandboxOnly } from './rows';

contract('policies', openAccount, policies);
contract(
  'policies, when written',
  openAccount,
  policyValidation,
  sandboxOnly(NO_VALIDATION),
);
contract(
  'versions of policies',
  openAccount,
  policyVersions,
  sandboxOnly('MiniStack 1.5.33 has no SetDefaultPolicyVersion'),
);
