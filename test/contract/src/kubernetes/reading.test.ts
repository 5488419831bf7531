import { contract } from '../contract';
import { managedFields, reading } from './reading';
import { openCluster } from './support/Cluster';

contract('reading', openCluster, [...reading, ...managedFields]);
