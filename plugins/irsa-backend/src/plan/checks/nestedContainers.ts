import { containerVariables } from '../world/containerVariables';
import { containersOf, Json, listOf, podSpec } from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

const SOCKET =
  /\/(docker|containerd\/containerd|podman\/podman|crio\/crio)\.sock$/;
/** The folder that has the socket, mounted whole. */
const FOLDER = /^(\/var)?\/run\/?$/;
/** Of an engine beside the container, as runners of pipelines have it. */
const ENGINE = /^(DOCKER_HOST|CONTAINER_HOST)$/;

/**
 * Containers with the key that start containers of their own, by the engine of the node or one in the Pod. Those are in no Pod, so the
 * webhook gives them nothing: https://github.com/actions/actions-runner-controller/issues/246
 */
export const nestedContainers: PlanCheck = ({ world }) => {
  const keyed = new Set(
    world.workload.references.map(({ container }) => container),
  );
  const spec = podSpec(world.object);
  const sockets = new Set(
    listOf(spec, 'volumes')
      .filter(({ hostPath }) => {
        const path = String((hostPath as Json | undefined)?.path ?? '');
        return SOCKET.test(path) || FOLDER.test(path);
      })
      .map(({ name }) => name),
  );
  const names = containersOf(spec)
    .map(({ container }) => container)
    .filter(({ name }) => keyed.has(String(name)))
    .filter(
      container =>
        // What only watches the engine, as collectors of logs do, mounts it for reading.
        listOf(container, 'volumeMounts').some(
          ({ name, readOnly }) => sockets.has(name) && readOnly !== true,
        ) ||
        containerVariables(container, world.objects).some(({ name }) =>
          ENGINE.test(String(name)),
        ),
    )
    .map(({ name }) => String(name));
  return names.length > 0
    ? answer('nested-containers', 'F2', {
        state: 'warning',
        params: { containers: names },
        message: `Container ${short(
          names,
        )} can start containers of its own. They get the key where its variables are handed on, and not the role: the token and its variables are in this Pod only.`,
        evidence:
          'Sockets of container engines among the mounts, and variables of the containers.',
        fix: 'Where such containers use AWS, hand on AWS_ROLE_ARN, AWS_WEB_IDENTITY_TOKEN_FILE and the folder of the token, or run them as Pods with a role; then make a new plan.',
      })
    : undefined;
};
