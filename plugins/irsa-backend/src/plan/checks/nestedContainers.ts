import { containerVariables } from '../world/containerVariables';
import { containersOf, Json, listOf, podSpec } from '../world/podTemplate';
import { World } from '../world/World';
import { answer, PlanCheck, short } from './PlanCheck';

const SOCKET =
  /\/(docker|containerd\/containerd|podman\/podman|crio\/crio)\.sock$/;
/** The folder that has the socket, mounted whole. */
const FOLDER = /^(\/var)?\/run\/?$/;
/** Of an engine beside the container, as runners of pipelines have it. */
const ENGINE = /^(DOCKER_HOST|CONTAINER_HOST)$/;

/** `spark-submit --master k8s://…`: https://spark.apache.org/docs/latest/running-on-kubernetes.html#rbac */
const SUBMITS = /\bk8s:\/\//;
/**
 * Schedulers and runners whose work runs in Pods that they make: https://airflow.apache.org/docs/apache-airflow/1.10.15/executor/kubernetes.html,
 * https://docs.gitlab.com/runner/executors/kubernetes/, https://github.com/actions/runner-container-hooks
 */
const MAKES_PODS =
  /^(AIRFLOW__KUBERNETES(_\w+)?__|KUBERNETES_EXECUTOR$|ACTIONS_RUNNER_CONTAINER_HOOKS$)/;
const EXECUTOR = /EXECUTOR$/;
const OF_KUBERNETES = /kubernetes/i;
const SPAWNER = /(^|\/)(k8s-hub|dask-gateway-server)(:|@|$)/;

/** Whether a container makes Pods that do its work. The webhook looks at their own ServiceAccount, which is another one. */
function makesPods(container: Json, objects: World['objects']): boolean {
  const words = [container.command, container.args].flat().join(' ');
  return (
    SUBMITS.test(words) ||
    SPAWNER.test(String(container.image)) ||
    containerVariables(container, objects).some(
      ({ name, value = '' }) =>
        MAKES_PODS.test(name) ||
        (EXECUTOR.test(name) && OF_KUBERNETES.test(value)),
    )
  );
}

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
  const makers = containersOf(spec)
    .map(({ container }) => container)
    .filter(
      container =>
        keyed.has(String(container.name)) &&
        makesPods(container, world.objects),
    )
    .map(({ name }) => String(name));
  if (names.length === 0 && makers.length > 0) {
    return answer('nested-containers', 'F2', {
      state: 'warning',
      params: { containers: makers },
      message: `Container ${short(
        makers,
      )} makes Pods for its work. They run as a ServiceAccount that it chooses for them: where it hands its key on to them, they have no credentials afterwards.`,
      evidence: 'Commands, images and variables of the containers.',
      fix: 'Give the ServiceAccount of those Pods a role first, and take the key out of what is handed on to them.',
    });
  }
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
