import { ApiError } from '../ApiError';
import { ResourceApi } from '../api/ResourceApi';
import { ControllerContext } from '../controllers/ControllerContext';
import { KubeObject, Pod } from '../types';

const RETRY = 500;

/** Puts each new Pod on the node with the fewest Pods, a moment after its creation. */
export class Scheduler {
  private readonly context: ControllerContext;
  private readonly waiting = new Map<string, NodeJS.Timeout>();
  private readonly load = new Map<string, number>();

  constructor(api: ResourceApi, private readonly delay: number) {
    this.context = new ControllerContext(api, 'default-scheduler');
  }

  add(pod: Pod): void {
    const uid = pod.metadata.uid as string;
    if (this.waiting.has(uid)) {
      return;
    }
    this.waiting.set(
      uid,
      setTimeout(() => this.try(pod), this.delay),
    );
  }

  forget(uid: string): void {
    clearTimeout(this.waiting.get(uid));
    this.waiting.delete(uid);
  }

  stop(): void {
    this.waiting.forEach(timer => clearTimeout(timer));
    this.waiting.clear();
  }

  private candidates(pod: Pod): KubeObject[] {
    const wanted = Object.entries(pod.spec.nodeSelector ?? {});
    return this.context
      .list('nodes')
      .filter(node =>
        wanted.every(([key, value]) => node.metadata.labels?.[key] === value),
      );
  }

  private try(pod: Pod): void {
    this.bind(pod).catch(error => {
      // A webhook refused the binding, or the Pod has changed. It is tried again.
      if (!(error instanceof ApiError)) {
        throw error;
      }
      this.waiting.set(
        pod.metadata.uid as string,
        setTimeout(() => this.try(pod), RETRY),
      );
    });
  }

  private async bind(pod: Pod): Promise<void> {
    const { namespace, name, uid } = pod.metadata;
    this.forget(uid as string);
    const live = this.context.find<Pod>('pods', namespace, name);
    if (!live || live.metadata.uid !== uid || live.spec.nodeName) {
      return;
    }
    if (live.metadata.deletionTimestamp) {
      return;
    }
    const nodes = this.candidates(live);
    const condition = {
      type: 'PodScheduled',
      status: nodes.length ? 'True' : 'False',
      lastTransitionTime: this.context.now(),
    };
    if (!nodes.length) {
      const message =
        "0/3 nodes are available: 3 node(s) didn't match Pod's node affinity/selector.";
      await this.context.updateStatus('pods', live, {
        ...live.status,
        conditions: [{ ...condition, reason: 'Unschedulable', message }],
      });
      await this.context.event(live, 'Warning', 'FailedScheduling', message);
      return;
    }
    const load = (node: KubeObject) => this.load.get(node.metadata.name) ?? 0;
    const node = nodes.reduce((a, b) => (load(b) < load(a) ? b : a));
    this.load.set(node.metadata.name, load(node) + 1);
    await this.context.updateStatus('pods', live, {
      ...live.status,
      conditions: [condition],
    });
    const current = this.context.find<Pod>('pods', namespace, name);
    if (!current) {
      return;
    }
    await this.context.update('pods', {
      ...current,
      spec: { ...current.spec, nodeName: node.metadata.name },
    });
    await this.context.event(
      live,
      'Normal',
      'Scheduled',
      `Successfully assigned ${namespace}/${name} to ${node.metadata.name}`,
    );
  }
}
