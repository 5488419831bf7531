import { contract } from '../contract';
import { deleting } from './deleting';
import { rehearsing } from './rehearsing';
import { openCluster } from './support/Cluster';
import { writing } from './writing';

jest.setTimeout(30_000);

contract('writing', openCluster, [...writing, ...deleting, ...rehearsing]);
