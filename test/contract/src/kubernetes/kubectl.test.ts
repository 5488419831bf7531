import { contract } from '../contract';
import { kubectlVerbs } from './kubectl';
import { openCluster } from './support/Cluster';

// A real control plane and kubectl are slow.
contract('kubectl', openCluster, kubectlVerbs);
