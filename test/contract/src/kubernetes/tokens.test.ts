import { contract } from '../contract';
import { openCluster } from './support/Cluster';
import { tokens } from './tokens';

// A real control plane and kubectl are slow.
contract('tokens', openCluster, tokens);
