import { contract } from '../contract';
import { kubectlVerbs } from './kubectl';
import { openCluster } from './support/Cluster';

// A real control plane takes its time, and so does kubectl.
jest.setTimeout(60_000);

contract('kubectl', openCluster, kubectlVerbs);
