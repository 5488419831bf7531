import { contract } from '../contract';
import { applying } from './applying';
import { openCluster } from './support/Cluster';

jest.setTimeout(30_000);

contract('applying', openCluster, applying);
