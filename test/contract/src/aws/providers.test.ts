import { contract } from '../contract';
import { openAccount } from './account';
import {
  providerChanges,
  providers,
  providerUrl,
  providerValidation,
} from './providers';
import { NO_VALIDATION, sandboxOnly } from './rows';

contract('providers', openAccount, providers);
contract(
  'providers, when written',
  openAccount,
  providerValidation,
  sandboxOnly(NO_VALIDATION),
);
contract(
  'providers, when read',
  openAccount,
  providerUrl,
  sandboxOnly('MiniStack 1.5.33 returns the issuer with its scheme'),
);
contract(
  'providers, when changed',
  openAccount,
  providerChanges,
  sandboxOnly('MiniStack 1.5.33 has no calls that change a provider'),
);
