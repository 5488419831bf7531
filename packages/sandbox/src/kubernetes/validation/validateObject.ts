import { Cause, invalid } from '../ApiError';
import { deepEqual, isObject } from '../json';
import { Definition } from '../resources/customTypes';
import { ResourceType } from '../resources/resourceTypes';
import { CronJob, Job, KubeObject, Pod, Workload } from '../types';
import { Causes } from './Causes';
import { validateConfigMap, validateSecret } from './validateData';
import { validateCustom } from './validateCustom';
import { validateScale } from './validateScale';
import { validateDefinition } from './validateDefinition';
import { validateMeta } from './validateMeta';
import {
  validateBudget,
  validateLease,
  validateNamespace,
  validateService,
} from './validateOthers';
import { validatePod } from './validatePod';
import { validateWebhooks } from './validateWebhooks';
import {
  validateCronJob,
  validateJob,
  validateStatefulSet,
  validateWorkload,
} from './validateWorkload';

const NAME_LISTS: Record<string, string> = {
  deployments: 'spec',
  statefulsets: 'spec',
  daemonsets: 'spec',
  replicasets: 'spec',
  jobs: 'spec',
  cronjobs: 'spec',
  pods: 'spec',
};

function validateKind(
  type: ResourceType,
  object: KubeObject,
  live: KubeObject | undefined,
  causes: Causes,
  subresource?: string,
): void {
  switch (type.plural) {
    case 'pods':
      return validatePod(
        object as Pod,
        live as Pod | undefined,
        causes,
        subresource,
      );
    case 'statefulsets':
      return validateStatefulSet(
        object as Workload,
        live as Workload | undefined,
        causes,
      );
    case 'deployments':
    case 'daemonsets':
    case 'replicasets':
      return validateWorkload(
        object as Workload,
        live as Workload | undefined,
        causes,
      );
    case 'jobs':
      return validateJob(object as Job, live as Job | undefined, causes);
    case 'cronjobs':
      return validateCronJob(object as CronJob, causes);
    case 'secrets':
      return validateSecret(object, live, causes);
    case 'configmaps':
      return validateConfigMap(object, live, causes);
    case 'customresourcedefinitions':
      return validateDefinition(
        object as Definition,
        live as Definition | undefined,
        causes,
      );
    case 'mutatingwebhookconfigurations':
    case 'validatingwebhookconfigurations':
      return validateWebhooks(object, causes);
    case 'namespaces':
      return validateNamespace(object, causes);
    case 'services':
      return validateService(object, live, causes);
    case 'leases':
      return validateLease(object, causes);
    case 'poddisruptionbudgets':
      return validateBudget(object, causes);
    case 'rolebindings':
    case 'clusterrolebindings':
      if (live && !deepEqual(live.roleRef, object.roleRef)) {
        causes.invalid(
          'roleRef',
          object.roleRef ?? {},
          'cannot change roleRef',
        );
      }
      return undefined;
    default:
      return undefined;
  }
}

/** Throws 422 Invalid with one cause for each error. */
export function validateObject(
  type: ResourceType,
  object: KubeObject,
  live?: KubeObject,
  subresource?: string,
): void {
  const causes = new Causes();
  validateMeta(type, object, live, causes);
  if (type.schema) {
    const { metadata: _metadata, ...rest } = object;
    validateCustom(rest, type.schema, '', causes);
    validateScale(type, object, causes);
  } else if (!type.custom) {
    if (NAME_LISTS[type.plural] && !isObject(object.spec)) {
      causes.required('spec', '');
    } else {
      validateKind(type, object, live, causes, subresource);
    }
  }
  const found: Cause[] = causes.list;
  if (found.length) {
    throw invalid(type, object.metadata.name, found);
  }
}
