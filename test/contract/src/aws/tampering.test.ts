import { contract } from '../contract';
import { sandboxOnly } from './rows';
import { coverage, openAdministrator, tampering } from './tampering';

contract('requests changed on their way', openAdministrator, tampering);
contract(
  'what a signature must cover',
  openAdministrator,
  coverage,
  sandboxOnly('MiniStack 1.5.33 takes headers that nobody signed'),
);
