import { contract } from '../contract';
import { openReader } from './account';
import { exceptions, operators } from './operators';
import { sandboxOnly } from './rows';
import { simulation, simulationDetails } from './simulate';

contract('simulations', openReader, [...simulation, ...exceptions]);
contract(
  'what decided in simulations',
  openReader,
  simulationDetails,
  sandboxOnly(
    'MiniStack 1.5.33 tells no statements and resources, and knows no conditions and boundaries there',
  ),
);
contract(
  'conditions in simulations',
  openReader,
  operators,
  sandboxOnly('MiniStack 1.5.33 does not look at conditions there'),
);
