import { contract } from '../contract';
import { rollout } from './rollout';
import { openCluster } from './support/Cluster';

jest.setTimeout(60_000);

contract('rollout', openCluster, rollout);
