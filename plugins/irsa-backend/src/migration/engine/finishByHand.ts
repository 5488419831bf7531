import { CANARY_LABEL } from '../../plan/patch/canaryPod';
import { regionOf } from '../../plan/policy/identityNames';
import { PlanExecution } from '../../plan/types';
import { SUSPENDED_BY } from '../kubernetes/suspension';
import { firstHalf } from '../model/firstHalf';
import { StepId, stepIdsOf } from '../model/stepIds';

/** The commands that undo the rest, from the step at which the rollback stopped. They contain only names. */
export function finishByHand(execution: PlanExecution, from: StepId): string {
  const ids = stepIdsOf(execution);
  const left = ids.slice(0, ids.indexOf(from) + 1).reverse();
  return left.flatMap(step => commands(execution, step)).join('\n');
}

function commands(execution: PlanExecution, step: StepId): string[] {
  const { workload, serviceAccount, role, policy, key, detach } = execution;
  const object = `${workload.kind.toLocaleLowerCase('en-US')}/${workload.name}`;
  const inNamespace = `kubectl --context ${workload.cluster} -n ${workload.namespace}`;
  switch (step) {
    case 'begin-soak':
      return key
        ? [
            `aws iam list-access-keys --user-name ${key.userName}   # the key ending in ${key.last4}`,
            `aws iam update-access-key --user-name ${key.userName} --access-key-id <that key> --status Active`,
          ]
        : [];
    case 'cut-over':
      return [
        `${inNamespace} edit ${object}   # put back: ${detach.removed
          .map(
            ({ list, container, element }) =>
              `${list}${container ? ` of ${container}` : ''} ${JSON.stringify(
                element,
              )}`,
          )
          .join('; ')}`,
        `${inNamespace} rollout status ${object}`,
      ];
    case 'prove-canary':
      return workload.kind === 'CronJob'
        ? [
            `${inNamespace} get jobs -l ${CANARY_LABEL}   # delete that of ${workload.name}, if it is there still`,
            `${inNamespace} patch ${object} -p '{"spec":{"suspend":false}}'   # only if it has the annotation ${SUSPENDED_BY}`,
          ]
        : [
            `${inNamespace} get pods -l ${CANARY_LABEL}   # delete that of ${workload.name}, if it is there still`,
          ];
    case 'open-request': {
      const {
        repository = '',
        base = '',
        files = [],
      } = execution.request ?? {};
      return [
        `# Close the change request of ${repository}; after its merge, put ${files
          .map(({ path }) => path)
          .join(
            ', ',
          )} of ${base} back as before, and wait until the Pods are new.`,
        `${inNamespace} rollout status ${object}`,
      ];
    }
    case 'ensure-service-account':
      return Object.keys(serviceAccount.annotations).map(annotation => {
        const previous = serviceAccount.previous[annotation];
        return `${inNamespace} annotate --overwrite serviceaccount/${
          serviceAccount.name
        } ${
          previous === undefined
            ? `${annotation}-`
            : `${annotation}=${previous}`
        }`;
      });
    case 'ensure-association': {
      const { podIdentity } = execution;
      if (!podIdentity) {
        return [];
      }
      const at = `--cluster-name ${podIdentity.clusterName} --region ${regionOf(
        podIdentity,
      )}`;
      return [
        `aws eks list-pod-identity-associations ${at} --namespace ${workload.namespace} --service-account ${serviceAccount.name}`,
        `aws eks delete-pod-identity-association ${at} --association-id <that one>   # only if it gives ${role.arn}`,
      ];
    }
    case 'ensure-first-role':
    case 'ensure-first-policy': {
      const first = firstHalf(execution);
      return first
        ? [
            `# In account ${first.accountId}, that of the cluster:`,
            ...commands(
              first,
              step === 'ensure-first-role' ? 'ensure-role' : 'ensure-policy',
            ),
          ]
        : [];
    }
    case 'await-aws-half':
      return [
        `# Role ${role.name} and its policy are kept by code: take them out there, when no Pod needs them.`,
      ];
    case 'ensure-role':
      return [
        `aws iam detach-role-policy --role-name ${role.name} --policy-arn ${policy.arn}`,
        `aws iam delete-role --role-name ${role.name}   # only if this migration created it`,
      ];
    case 'ensure-policy':
      return [
        `aws iam delete-policy --policy-arn ${policy.arn}   # only if this migration created it`,
      ];
    default:
      return [];
  }
}
