import { contract } from '../contract';
import { openAccount } from './account';
import { NO_VALIDATION, sandboxOnly } from './rows';
import { users } from './users';
import { lastUse, userValidation } from './userValidation';

contract('users, keys and groups', openAccount, users);
contract(
  'users, when written',
  openAccount,
  userValidation,
  sandboxOnly(NO_VALIDATION),
);
contract(
  'last use of a key',
  openAccount,
  lastUse,
  sandboxOnly('MiniStack 1.5.33 does not write down when a key was used'),
);
