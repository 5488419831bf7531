import { contract } from '../contract';
import { jsonPatches } from './patching/jsonPatches';
import { mergePatches } from './patching/mergePatches';
import { strategicPatches } from './patching/strategicPatches';
import { openCluster } from './support/Cluster';

contract('patching', openCluster, [
  ...jsonPatches,
  ...mergePatches,
  ...strategicPatches,
]);
