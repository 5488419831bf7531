import { listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

/** The kubelet pulls images, by the role of the node or a pull secret. A role of the Pod changes nothing there. */
export const imagePulls: PlanCheck = ({ world }) => {
  const spec = podSpec(world.object);
  const secrets = [
    ...listOf(spec, 'imagePullSecrets'),
    ...listOf(world.serviceAccount.object, 'imagePullSecrets'),
  ].map(({ name }) => String(name));
  const held = secrets.filter(name =>
    world.workload.references.some(({ objectName }) => objectName === name),
  );
  if (held.length > 0) {
    return answer('image-pulls', 'F29', {
      state: 'warning',
      params: { secrets: held },
      message: `Secret ${short(
        held,
      )} holds the key and also pulls images. The kubelet pulls, and takes no role of the Pod: the Secret must stay.`,
      evidence: 'imagePullSecrets of the Pod template and the ServiceAccount.',
      fix: 'Let the nodes pull by their own role (ecr:BatchGetImage), or keep the Secret.',
    });
  }
  return secrets.length > 0
    ? answer('image-pulls', 'F29', {
        state: 'passed',
        params: { secrets },
        message: `Images are pulled with ${short(
          secrets,
        )}, which stays as it is: the kubelet takes no role of the Pod.`,
        evidence:
          'imagePullSecrets of the Pod template and the ServiceAccount.',
      })
    : undefined;
};
