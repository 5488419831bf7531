import { contract } from '../contract';
import { changes } from './watching/changes';
import { ends, forgetting } from './watching/ends';
import { forms } from './watching/forms';
import { selecting } from './watching/selecting';
import { openCluster } from './support/Cluster';

contract('watching', openCluster, [
  ...changes,
  ...ends,
  ...forgetting,
  ...forms,
  ...selecting,
]);
