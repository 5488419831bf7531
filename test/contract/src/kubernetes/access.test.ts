import { contract } from '../contract';
import { access } from './access';
import { escalation, impersonation } from './grants';
import { canIs, reviews } from './reviews';
import { openCluster } from './support/Cluster';

// A real control plane and kubectl are slow.
contract('access', openCluster, [
  ...access,
  ...escalation,
  ...impersonation,
  ...reviews,
  ...canIs,
]);
