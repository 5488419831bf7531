import { contract } from '../contract';
import { policy } from './policy';
import { openCluster } from './support/Cluster';

contract('policy', openCluster, policy);
