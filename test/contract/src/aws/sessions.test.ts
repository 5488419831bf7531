import { contract } from '../contract';
import { sandboxOnly } from './rows';
import { droppedToken, endOfSession, sessionPolicies } from './sessionPolicies';
import { openSession, sessions } from './sessions';

contract('sessions', openSession, sessions);
contract(
  'links without their token',
  openSession,
  droppedToken,
  sandboxOnly('MiniStack 1.5.33 refuses these with another code'),
);
contract(
  'policies of a session',
  openSession,
  sessionPolicies,
  sandboxOnly('MiniStack 1.5.33 ignores them'),
);
contract(
  'the end of a session',
  openSession,
  endOfSession,
  sandboxOnly('its clock cannot be set'),
);
