import { contract } from '../contract';
import { patching } from './patching';
import { openCluster } from './support/Cluster';

jest.setTimeout(30_000);

contract('patching', openCluster, patching);
