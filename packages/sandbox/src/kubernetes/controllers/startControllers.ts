import { ControllerOptions } from './ControllerContext';
import { deploymentController } from './deploymentController';
import { garbageCollector } from './garbageCollector';
import { namespaceController } from './namespaceController';
import { replicaSetController } from './replicaSetController';
import { runController } from './runController';

const CONTROLLERS = [deploymentController, replicaSetController];

/** The controller manager. Returns what stops it. */
export function startControllers(options: ControllerOptions): () => void {
  const stops = [
    garbageCollector(options),
    namespaceController(options),
    ...CONTROLLERS.map(controller => runController(controller, options)),
  ];
  return () => stops.forEach(stop => stop());
}
