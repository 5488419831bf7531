import { ResourceRegistry } from '../resources/ResourceRegistry';
import { ObjectStore, storageKey } from '../store/ObjectStore';
import { KubeObject } from '../types';

interface Version {
  /** Milliseconds, of a clock that never goes back. */
  at: number;
  /** Absent when the ServiceAccount was deleted. */
  object?: KubeObject;
}

/**
 * ServiceAccounts as the webhook's informer sees them: in the state of `delay` milliseconds of real time ago. The real
 * webhook lags like that, and a Pod created right after an annotation is not mutated.
 */
export class ServiceAccountCache {
  private versions = new Map<string, Version[]>();
  private unsubscribe: () => void;

  constructor(
    store: ObjectStore,
    registry: ResourceRegistry,
    readonly delay: () => number,
  ) {
    const resource = storageKey(registry.builtIn('serviceaccounts'));
    this.unsubscribe = store.subscribe(event => {
      if (event.resource !== resource) {
        return;
      }
      const { namespace, name } = event.object.metadata;
      const object = event.type === 'DELETED' ? undefined : event.object;
      this.record(`${namespace}/${name}`, { at: performance.now(), object });
    });
  }

  get(namespace: string, name: string): KubeObject | undefined {
    const until = performance.now() - this.delay();
    const versions = this.versions.get(`${namespace}/${name}`) ?? [];
    return versions.filter(({ at }) => at <= until).pop()?.object;
  }

  close(): void {
    this.unsubscribe();
  }

  /** Keeps the versions that may still be read: the newest one that is old enough, and all later ones. */
  private record(key: string, version: Version): void {
    const versions = this.versions.get(key) ?? [];
    const until = version.at - this.delay();
    const seen = versions.filter(({ at }) => at <= until).length;
    this.versions.set(key, [...versions.slice(Math.max(0, seen - 1)), version]);
  }
}
