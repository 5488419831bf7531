import { contract } from '../contract';
import { discovery } from './discovery';
import { openCluster } from './support/Cluster';

// A real control plane and kubectl are slow.
contract('discovery', openCluster, discovery);
