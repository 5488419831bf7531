import { contract } from '../contract';
import { creating } from './writing/creating';
import { namespaces, preconditions } from './writing/deleting';
import { dryRun } from './writing/dryRun';
import { finalizers } from './writing/finalizers';
import { naming } from './writing/naming';
import { dependents } from './writing/owners';
import { secrets } from './writing/secretData';
import { unknownFields } from './writing/unknownFields';
import { updating, workloads } from './writing/updating';
import { openCluster } from './support/Cluster';

contract('writing', openCluster, [
  ...creating,
  ...namespaces,
  ...preconditions,
  ...dryRun,
  ...finalizers,
  ...naming,
  ...dependents,
  ...secrets,
  ...unknownFields,
  ...updating,
  ...workloads,
]);
