import { contract } from '../contract';
import { openReader } from './account';
import { sandboxOnly } from './rows';
import {
  federation,
  sessionTags,
  sessionTokenLimits,
  sessionTokens,
  trustInTags,
} from './userSessions';

contract('temporary credentials of users', openReader, [
  ...sessionTokens,
  ...federation,
  ...trustInTags,
]);
contract(
  'what temporary credentials of users do not open',
  openReader,
  sessionTokenLimits,
  sandboxOnly('MiniStack 1.5.33 opens IAM to them'),
);
contract(
  'tags of sessions',
  openReader,
  sessionTags,
  sandboxOnly('MiniStack 1.5.33 does not give them to policies'),
);
