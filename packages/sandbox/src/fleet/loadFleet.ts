import { ClusterSandbox } from '../kubernetes';
import { builtInResourceTypes } from '../kubernetes/resources/resourceTypes';
import { Fleet } from './generateFleet';

/** Writes a fleet straight into a cluster's storage, as if it had been running for months. No controller acts on it. */
export function loadFleet(cluster: ClusterSandbox, fleet: Fleet): void {
  for (const [plural, objects] of fleet.objects) {
    const type = builtInResourceTypes.find(each => each.plural === plural);
    if (!type) {
      throw new Error(`No built-in resource ${plural}`);
    }
    cluster.store.load(type, objects);
  }
}
