import { aggregationController } from './aggregationController';
import { ControllerOptions } from './ControllerContext';
import { cronJobController } from './cronJobController';
import { daemonSetController } from './daemonSetController';
import { definitionController } from './definitionController';
import { deploymentController } from './deploymentController';
import { disruptionController } from './disruptionController';
import { garbageCollector } from './garbageCollector';
import { jobController } from './jobController';
import { namespaceController } from './namespaceController';
import { quotaController } from './quotaController';
import { replicaSetController } from './replicaSetController';
import { runController } from './runController';
import { statefulSetController } from './statefulSetController';

const CONTROLLERS = [
  deploymentController,
  replicaSetController,
  statefulSetController,
  daemonSetController,
  jobController,
  cronJobController,
];

/** Starts the controller manager. Returns a function that stops it. */
export function startControllers(options: ControllerOptions): () => void {
  const stops = [
    aggregationController(options),
    garbageCollector(options),
    namespaceController(options),
    definitionController(options),
    disruptionController(options),
    quotaController(options),
    ...CONTROLLERS.map(controller => runController(controller, options)),
  ];
  return () => stops.forEach(stop => stop());
}
