import { contract } from '../contract';
import { sandboxOnly } from './rows';
import { openSession } from './sessions';
import { lastAccessed, trail, trailDetails } from './trail';

contract('event history', openSession, trail);
contract(
  'events',
  openSession,
  trailDetails,
  sandboxOnly(
    'MiniStack 1.5.33 names events of IAM and STS after the protocol, and tells of nobody',
  ),
);
contract(
  'last access',
  openSession,
  lastAccessed,
  sandboxOnly('MiniStack 1.5.33 does not write down what roles do'),
);
