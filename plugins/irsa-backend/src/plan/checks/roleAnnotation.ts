import { Json } from '../world/podTemplate';
import { ROLE_ANNOTATION } from '../world/World';
import { answer, PlanCheck } from './PlanCheck';

/** An association wins over a role in the annotation of the ServiceAccount, which Pods get again once it goes. */
export const roleAnnotation: PlanCheck = ({ world, target }) => {
  const { object } = target.ownAccount
    ? world.ownServiceAccount
    : world.serviceAccount;
  const { annotations = {} } = (object?.metadata ?? {}) as Json & {
    annotations?: Record<string, string>;
  };
  const roleArn = annotations[ROLE_ANNOTATION];
  return roleArn === undefined
    ? undefined
    : answer('role-annotation', 'F11', {
        state: 'warning',
        params: { serviceAccount: target.serviceAccountName, roleArn },
        message: `ServiceAccount ${target.serviceAccountName} names a role already (${roleArn}). The association wins over it: new Pods get the planned role instead.`,
        evidence: `Annotation ${ROLE_ANNOTATION}.`,
        fix: 'Find out who in these Pods uses that role, and give the new one what they need.',
      });
};
