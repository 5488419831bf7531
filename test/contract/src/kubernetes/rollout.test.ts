import { contract } from '../contract';
import { bounds } from './rollout/bounds';
import { failing } from './rollout/failing';
import { kubectls } from './rollout/kubectls';
import { others } from './rollout/others';
import { statuses } from './rollout/statuses';
import { openCluster } from './support/Cluster';

contract('rollout', openCluster, [
  ...bounds,
  ...failing,
  ...kubectls,
  ...others,
  ...statuses,
]);
