import { contract } from '../contract';
import { openCluster } from './support/Cluster';
import { watching } from './watching';

jest.setTimeout(30_000);

contract('watching', openCluster, watching);
