import { accountManager } from '../world/planTarget';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';
import { Json } from '../world/podTemplate';
import { ROLE_ANNOTATION } from '../world/World';

export const serviceAccount: PlanCheck = context => {
  const { world, target } = context;
  const { name, otherUsers, object } = world.serviceAccount;
  // An association wins over it; another check says so.
  const foreign =
    target.identity.kind === 'irsa' ? foreignRole(context) : undefined;
  if (foreign) {
    return answer('shared-service-account', 'F7', {
      state: 'blocked',
      params: { serviceAccount: target.serviceAccountName, roleArn: foreign },
      message: `ServiceAccount ${target.serviceAccountName} names another role already (${foreign}).`,
      evidence: `Annotation ${ROLE_ANNOTATION}.`,
      fix: 'Find out whether that role is the right one: give it the rights and remove the key, or remove the annotation.',
    });
  }
  if (target.ownAccount && world.ownServiceAccount.users.length > 0) {
    return answer('shared-service-account', 'F7', {
      state: 'blocked',
      params: { serviceAccount: target.serviceAccountName },
      message: `ServiceAccount ${target.serviceAccountName} is used by ${short(
        world.ownServiceAccount.users,
      )}.`,
      evidence: `Workloads of namespace ${world.request.workload.namespace}.`,
      fix: 'Give that workload another ServiceAccount first.',
    });
  }
  if (!target.ownAccount && !object) {
    return answer('shared-service-account', 'F7', {
      state: 'blocked',
      params: { serviceAccount: name },
      message: `ServiceAccount ${name} does not exist, so the workload makes no new Pods.`,
      evidence: 'Read from the cluster.',
      fix: `Create ServiceAccount ${name} first.`,
    });
  }
  const { unknownUsers } = world.serviceAccount;
  if (!target.ownAccount && unknownUsers.length > 0) {
    return answer('shared-service-account', 'F7', {
      state: 'notChecked',
      params: { serviceAccount: name, notRead: [...unknownUsers] },
      message: `Whether anything else runs as ServiceAccount ${name} is not known: ${short(
        unknownUsers,
      )} could not be listed. Whatever does would get the role too.`,
      evidence: 'Answers of the cluster.',
      fix: 'Give the portal the auditor roles of the documentation, or let the workload run as a ServiceAccount of its own.',
    });
  }
  const present = target.ownAccount ? roleOf(object) : undefined;
  if (present && present !== target.roleArn) {
    return answer('shared-service-account', 'F7', {
      state: 'warning',
      params: { serviceAccount: name, roleArn: present, users: otherUsers },
      message: `ServiceAccount ${name} names a role already (${present}). The workload gets an account of its own, ${target.serviceAccountName}, with another role: containers and volume drivers that use the present one lose it.`,
      evidence: `Annotation ${ROLE_ANNOTATION}.`,
      fix: 'Find out who in these Pods uses that role. Give the new role what they need, or let the workload go on as the present account without the key.',
    });
  }
  return answer('shared-service-account', 'F7', {
    state: 'passed',
    params: { serviceAccount: target.serviceAccountName, users: otherUsers },
    message: target.ownAccount
      ? `ServiceAccount ${name} ${reason(
          world.serviceAccount,
        )}; the workload gets one of its own, ${target.serviceAccountName}.`
      : `Nothing else runs as ServiceAccount ${name}.`,
    evidence: `All workloads, Jobs, Pods and custom resources of namespace ${world.request.workload.namespace}, whatever their scale.`,
  });
};

function reason({
  name,
  otherUsers,
  object,
}: CheckContext['world']['serviceAccount']): string {
  if (name === 'default') {
    return "is the namespace's default";
  }
  return otherUsers.length > 0
    ? `also serves ${short(otherUsers)}`
    : `is kept as its source says by ${accountManager(object)}`;
}

function foreignRole({ world, target }: CheckContext): string | undefined {
  const object = target.ownAccount
    ? world.ownServiceAccount.object
    : world.serviceAccount.object;
  const arn = roleOf(object);
  return arn !== undefined && arn !== target.roleArn ? arn : undefined;
}

function roleOf(object: Json | undefined): string | undefined {
  const annotations = ((object?.metadata as Json | undefined)?.annotations ??
    {}) as Record<string, string>;
  return annotations[ROLE_ANNOTATION];
}
