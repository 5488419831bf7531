import { ApiError } from '../ApiError';
import { ControllerContext } from '../controllers/ControllerContext';
import { StoreEvent } from '../store/StoreEvent';
import { storageKey } from '../store/ObjectStore';
import { KubeObject, Pod } from '../types';
import { KubeletOptions } from './KubeletOptions';
import { PodWorker } from './PodWorker';
import { Scheduler } from './Scheduler';

/** The kubelets of all nodes, and the scheduler that assigns their Pods. */
export class Kubelet {
  private readonly context: ControllerContext;
  private readonly scheduler: Scheduler;
  private readonly workers = new Map<string, PodWorker>();
  private readonly ending = new Map<string, NodeJS.Timeout>();
  private unsubscribe: (() => void) | undefined;
  private addresses = 0;
  private stopped = false;

  constructor(private readonly options: KubeletOptions) {
    this.context = new ControllerContext(options.api, 'kubelet');
    this.scheduler = new Scheduler(options.api, options.delays.schedule);
  }

  start(): void {
    const { api } = this.options;
    const pods = storageKey(api.registry.builtIn('pods'));
    this.unsubscribe = api.store.subscribe(event => {
      if (!event.loaded) {
        this.see(event);
      }
    }, pods);
  }

  async stop(): Promise<void> {
    this.stopped = true;
    this.unsubscribe?.();
    this.scheduler.stop();
    this.ending.forEach(timer => clearTimeout(timer));
    await Promise.all([...this.workers.values()].map(worker => worker.stop()));
    this.workers.clear();
  }

  private see(event: StoreEvent): void {
    const pod = this.withKind(event.object);
    const uid = pod.metadata.uid as string;
    const worker = this.workers.get(uid);
    if (event.type === 'DELETED') {
      this.workers.delete(uid);
      this.scheduler.forget(uid);
      void worker?.stop();
      this.options.logs.forget(uid);
      return;
    }
    if (pod.metadata.deletionTimestamp) {
      this.end(pod, worker);
      return;
    }
    if (!pod.spec.nodeName) {
      this.scheduler.add(pod);
      return;
    }
    if (worker) {
      worker.update(pod);
      return;
    }
    const phase = pod.status?.phase;
    if (phase === 'Succeeded' || phase === 'Failed') {
      return;
    }
    this.begin(pod);
  }

  private withKind(object: KubeObject): Pod {
    return { kind: 'Pod', apiVersion: 'v1', ...object } as Pod;
  }

  private begin(pod: Pod): void {
    this.addresses += 1;
    const index = this.addresses;
    const podIp = `10.244.${(index >> 8) & 255}.${index & 255}`;
    const node = this.context.find(
      'nodes',
      undefined,
      pod.spec.nodeName as string,
    );
    const addresses = (
      node?.status as { addresses?: { type: string; address: string }[] }
    )?.addresses;
    const hostIp =
      addresses?.find(({ type }) => type === 'InternalIP')?.address ??
      '10.0.1.10';
    const worker = new PodWorker(
      pod,
      this.options,
      this.context,
      podIp,
      hostIp,
    );
    this.workers.set(pod.metadata.uid as string, worker);
    // Deferred, so that it does not run inside the store's call: a kubelet learns of its Pods a moment later.
    setImmediate(() => {
      const mine = this.workers.get(pod.metadata.uid as string) === worker;
      if (mine && !this.stopped) {
        worker.start();
      }
    });
  }

  private end(pod: Pod, worker: PodWorker | undefined): void {
    const uid = pod.metadata.uid as string;
    if (this.ending.has(uid) || this.stopped) {
      return;
    }
    const stopped = worker?.stop() ?? Promise.resolve();
    if (worker) {
      for (const { name } of pod.spec.containers) {
        void this.context.event(
          pod,
          'Normal',
          'Killing',
          `Stopping container ${name}`,
          `spec.containers{${name}}`,
          pod.spec.nodeName,
        );
      }
    }
    this.ending.set(
      uid,
      setTimeout(() => {
        stopped
          .then(() => this.remove(pod))
          .catch(error => {
            if (!(error instanceof ApiError)) {
              throw error;
            }
            // A webhook refused the change, or another request made it. The Pod is processed again.
            this.end(pod, undefined);
          });
      }, this.options.delays.stop),
    );
  }

  private async remove(pod: Pod): Promise<void> {
    const uid = pod.metadata.uid as string;
    this.ending.delete(uid);
    if (this.stopped) {
      return;
    }
    const { namespace, name } = pod.metadata;
    const live = this.context.find<Pod>('pods', namespace, name);
    if (live?.metadata.uid !== uid) {
      return;
    }
    await this.options.api.delete(
      this.context.type('pods'),
      namespace,
      name,
      { gracePeriodSeconds: 0 },
      {
        user: { name: `system:node:${pod.spec.nodeName}`, groups: [] },
        manager: 'kubelet',
        dryRun: false,
      },
    );
  }
}
