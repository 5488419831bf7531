import { contract } from '../contract';
import { openAccount } from './account';
import { NO_VALIDATION, sandboxOnly } from './rows';
import { lastUse, users, userValidation } from './users';

jest.setTimeout(60_000);

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
