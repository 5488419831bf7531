import { contract } from '../contract';
import { openReader } from './account';
import { sandboxOnly } from './rows';
import { namedByTrust, sts, unsigned } from './sts';

contract('signatures and AssumeRole at STS', openReader, sts);
contract('calls without a signature', openReader, unsigned);
contract(
  'trust in one user',
  openReader,
  namedByTrust,
  sandboxOnly('MiniStack 1.5.33 wants a right of the user as well'),
);
