import { contract } from '../contract';
import { openAccount } from './account';
import { roles } from './roles';
import { rolePaging, roleValidation } from './roleValidation';
import { NO_VALIDATION, sandboxOnly } from './rows';

contract('roles', openAccount, roles);
contract(
  'roles, when written',
  openAccount,
  roleValidation,
  sandboxOnly(NO_VALIDATION),
);
contract(
  'roles, by page',
  openAccount,
  rolePaging,
  sandboxOnly('MiniStack 1.5.33 does not page its lists'),
);
