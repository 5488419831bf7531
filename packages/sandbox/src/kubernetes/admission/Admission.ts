import { RequestContext } from '../api/RequestContext';
import { ResourceType } from '../resources/resourceTypes';
import { KubeObject } from '../types';

/** One admission plug-in. It may change the object in place, or throw an ApiError to refuse it. */
export type AdmissionPlugin = (
  type: ResourceType,
  object: KubeObject,
  live: KubeObject | undefined,
  context: RequestContext,
) => void;

/** The chain every create and update goes through, dry run or not. */
export class Admission {
  #plugins: AdmissionPlugin[] = [];

  use(plugin: AdmissionPlugin): this {
    this.#plugins.push(plugin);
    return this;
  }

  admit: AdmissionPlugin = (type, object, live, context) => {
    for (const plugin of this.#plugins) plugin(type, object, live, context);
  };
}
