import { ControllerContext, ControllerOptions } from './ControllerContext';
import { namespaceController } from './namespaceController';

/** One controller: which resources wake it, and what it does for a key (`namespace/name` of its own resource). */
export interface Controller {
  /** Plural of the resource it looks after. */
  resource: string;
  /** Plurals of other resources whose changes concern it, by their controller reference. */
  owns?: string[];
  reconcile(
    context: ControllerContext,
    namespace: string | undefined,
    name: string,
    again: (milliseconds: number) => void,
  ): void;
}

export function startControllers(options: ControllerOptions): () => void {
  const stops = [namespaceController(options)];
  return () => stops.forEach(stop => stop());
}
