import { contract } from '../contract';
import { basics } from './applying/basics';
import { kubectls } from './applying/kubectls';
import { lists } from './applying/lists';
import { migrating, owning } from './applying/owning';
import { openCluster } from './support/Cluster';

contract('applying', openCluster, [
  ...basics,
  ...kubectls,
  ...lists,
  ...migrating,
  ...owning,
]);
