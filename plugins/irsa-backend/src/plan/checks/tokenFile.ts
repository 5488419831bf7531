import { containersOf, Json, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

/** Before Kubernetes 1.19 the token belongs to root and only root may read it, unless the Pod has an fsGroup. */
export const tokenFile: PlanCheck = ({ world }) => {
  const { version } = world.cluster;
  const spec = podSpec(world.object);
  const security = (spec.securityContext ?? {}) as Json;
  if (security.fsGroup !== undefined) {
    return answer('token-file', 'F20', {
      state: 'passed',
      message: `The containers may read the token by the Pod's fsGroup ${security.fsGroup}.`,
      evidence: 'securityContext of the Pod template.',
    });
  }
  if (version === undefined) {
    return answer('token-file', 'F20', {
      state: 'notChecked',
      message:
        'Whether containers that do not run as root may read the token is not known: before Kubernetes 1.19 they may not.',
      evidence: 'The version of the cluster could not be read.',
    });
  }
  const [major, minor] = version.split('.').map(Number);
  if (major > 1 || minor >= 19) {
    return answer('token-file', 'F20', {
      state: 'passed',
      params: { version },
      message: `In Kubernetes ${version} the containers may read the token, whoever they run as.`,
      evidence: 'Version of the cluster.',
    });
  }
  const nonRoot = containersOf(spec)
    .map(({ container }) => container)
    .filter(container => {
      const own = (container.securityContext ?? {}) as Json;
      const user = own.runAsUser ?? security.runAsUser;
      return (
        (user !== undefined && user !== 0) ||
        (own.runAsNonRoot ?? security.runAsNonRoot) === true
      );
    })
    .map(({ name }) => String(name));
  return nonRoot.length > 0
    ? answer('token-file', 'F20', {
        state: 'blocked',
        params: { version, containers: nonRoot },
        message: `In Kubernetes ${version} only root may read the token, and container ${short(
          nonRoot,
        )} runs as another user.`,
        evidence:
          'Version of the cluster and securityContext of the Pod template.',
        fix: 'Set fsGroup in the securityContext of the Pod template (65534, for example), then make a new plan.',
      })
    : answer('token-file', 'F20', {
        state: 'notChecked',
        params: { version },
        message: `In Kubernetes ${version} only root may read the token. Which users the images run as is not known.`,
        evidence: 'Version of the cluster; images are not read.',
        fix: 'Set fsGroup in the securityContext of the Pod template.',
      });
};
