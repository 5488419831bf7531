import { contract } from '../contract';
import { discovery } from './discovery';
import { openCluster } from './support/Cluster';

contract('discovery', openCluster, discovery);
