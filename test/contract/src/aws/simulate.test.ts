import { contract } from '../contract';
import { openReader } from './account';
import { sandboxOnly } from './rows';
import { simulation, simulationDetails } from './simulate';

jest.setTimeout(60_000);

contract('simulations', openReader, simulation);
contract(
  'what decided in simulations',
  openReader,
  simulationDetails,
  sandboxOnly(
    'MiniStack 1.5.33 tells no statements and resources, and knows no conditions and boundaries there',
  ),
);
