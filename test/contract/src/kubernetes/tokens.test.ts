import { contract } from '../contract';
import { openCluster } from './support/Cluster';
import { tokens } from './tokens';

contract('tokens', openCluster, tokens);
