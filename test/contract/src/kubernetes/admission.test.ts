import { contract } from '../contract';
import { podIdentity } from './podIdentity';
import { openCluster } from './support/Cluster';
import { webhooks } from './webhooks';

// A real control plane and kubectl are slow.
contract('webhooks', openCluster, webhooks);
contract('pod identity', openCluster, podIdentity);
