import { DEPLOYMENTS } from '../api';
import { Cluster } from '../support/Cluster';
import { deployment } from '../support/manifests';
import { pathOf } from '../support/objects';
import { changeTemplate, settled } from '../support/rollouts';
import { watch } from '../support/watch';

export const PROGRESS = `${DEPLOYMENTS}#deployment-status`;

/** States of the Deployment while it moves to a new template. */
export async function onTheWay(
  cluster: Cluster,
  template: object,
): Promise<any[]> {
  const stream = await watch(cluster, {
    path: pathOf(cluster, 'deployments'),
    query: { fieldSelector: 'metadata.name=d' },
  });
  await changeTemplate(cluster, 'deployments', 'd', template);
  await stream.toldOf(await settled(cluster, 'deployments', 'd'));
  stream.stop();
  return stream.events.map(({ object }) => object);
}

export const stalled = deployment('d', {
  replicas: 2,
  progressDeadlineSeconds: 2,
});
