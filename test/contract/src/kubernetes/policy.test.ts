import { contract } from '../contract';
import { customResources } from './customResources';
import { policy } from './policy';
import { openCluster } from './support/Cluster';

// A real control plane and kubectl are slow.
contract('policy', openCluster, policy);
contract('custom resources', openCluster, customResources);
