import { contract } from '../contract';
import { podIdentity } from './podIdentity';
import { openCluster } from './support/Cluster';
import { webhooks } from './webhooks';

contract('webhooks', openCluster, webhooks);
contract('pod identity', openCluster, podIdentity);
