import { ApiError } from '../ApiError';
import { timestamp } from '../api/timestamp';
import { ControllerContext } from '../controllers/ControllerContext';
import { deepEqual } from '../json';
import { ContainerSpec } from '../runtime';
import { Condition, Container, Pod, PodStatus } from '../types';
import { ContainerHost, ContainerWorker } from './ContainerWorker';
import type { KubeletOptions } from './KubeletOptions';
import { MissingReference, PodContent } from './PodContent';
import { VolumeFiles } from './VolumeFiles';
import { expand, resolveEnvironment } from './resolveEnvironment';

const MOUNT_RETRY = 500;
const REPORT_RETRY = 1_000;

/** One Pod on its node, from its volumes to its end. */
export class PodWorker {
  private readonly init: ContainerWorker[];
  private readonly main: ContainerWorker[];
  private readonly volumes: VolumeFiles;
  private readonly startTime: string;
  private initIndex = 0;
  private mountTimer: NodeJS.Timeout | undefined;
  private stopping = false;
  private dirty = false;
  private reporting = false;
  private reportTimer: NodeJS.Timeout | undefined;
  private conditions = new Map<string, Condition>();

  constructor(
    private pod: Pod,
    private readonly options: KubeletOptions,
    private readonly context: ControllerContext,
    private readonly podIp: string,
    private readonly hostIp: string,
  ) {
    this.startTime = timestamp(options.api.clock.now());
    const host = this.host();
    const { initContainers = [], containers } = pod.spec;
    const waiting = initContainers.length
      ? 'PodInitializing'
      : 'ContainerCreating';
    this.init = initContainers.map(
      container => new ContainerWorker(container, host, true, waiting),
    );
    this.main = containers.map(
      container => new ContainerWorker(container, host, false, waiting),
    );
    this.volumes = new VolumeFiles(
      () => this.pod,
      () => this.content(),
      (audience, seconds) => this.mint(audience, seconds),
      () => options.api.clock.now(),
    );
  }

  start(): void {
    this.report();
    this.mount();
  }

  /** The Pod object changed. */
  update(pod: Pod): void {
    this.pod = pod;
    for (const worker of [...this.init, ...this.main]) {
      const container = [
        ...(pod.spec.initContainers ?? []),
        ...pod.spec.containers,
      ].find(candidate => candidate.name === worker.container.name);
      if (container) {
        worker.replace(container);
      }
    }
  }

  /** Stops everything; resolves when all programs have ended. */
  async stop(): Promise<void> {
    if (this.stopping) {
      return;
    }
    this.stopping = true;
    clearTimeout(this.mountTimer);
    clearTimeout(this.reportTimer);
    await Promise.all(
      [...this.init, ...this.main].map(worker => worker.stop()),
    );
  }

  private content(): PodContent {
    const pod = {
      ...this.pod,
      status: { ...this.pod.status, podIP: this.podIp, hostIP: this.hostIp },
    };
    return new PodContent(this.context, pod as Pod);
  }

  private mint(audience: string | undefined, seconds: number) {
    const { issuer, audiences } = this.options;
    const { namespace = '', name, uid = '' } = this.pod.metadata;
    const accountName = this.pod.spec.serviceAccountName ?? 'default';
    const account = this.context.find(
      'serviceaccounts',
      namespace,
      accountName,
    );
    const { nodeName = '' } = this.pod.spec;
    const node = this.context.find('nodes', undefined, nodeName);
    if (!account) {
      throw new MissingReference(
        `failed to fetch token: serviceaccounts "${accountName}" not found`,
      );
    }
    const { token, claims } = issuer.issue(
      {
        namespace,
        serviceAccount: {
          name: accountName,
          uid: account.metadata.uid as string,
        },
        pod: { name, uid },
        ...(node
          ? { node: { name: nodeName, uid: node.metadata.uid as string } }
          : {}),
      },
      audience ? [audience] : audiences.slice(0, 1),
      seconds,
    );
    return { token, issuedAt: claims.iat, expiresAt: claims.exp };
  }

  private mount(): void {
    if (this.stopping) {
      return;
    }
    try {
      this.volumes.mountAll();
    } catch (error) {
      if (!(error instanceof MissingReference)) {
        throw error;
      }
      void this.context.event(
        this.pod,
        'Warning',
        'FailedMount',
        error.message,
        undefined,
        this.pod.spec.nodeName,
      );
      this.mountTimer = setTimeout(() => this.mount(), MOUNT_RETRY);
      return;
    }
    if (this.init.length) {
      this.init[0].start();
    } else {
      this.main.forEach(worker => worker.start());
    }
  }

  private host(): ContainerHost {
    const { options } = this;
    const uid = this.pod.metadata.uid as string;
    return {
      delays: options.delays,
      now: () => options.api.clock.now(),
      restartPolicy: () => this.pod.spec.restartPolicy ?? 'Always',
      specOf: container => this.specOf(container),
      launch: (spec, events) =>
        options.runtime.start(
          {
            cluster: options.clusterName,
            namespace: this.pod.metadata.namespace as string,
            name: this.pod.metadata.name,
            uid,
            serviceAccount: this.pod.spec.serviceAccountName ?? 'default',
            annotations: { ...this.pod.metadata.annotations },
            labels: { ...this.pod.metadata.labels },
            containers: this.pod.spec.containers.map(container =>
              container.name === spec.name ? spec : this.peer(container),
            ),
          },
          spec,
          {
            log: (container, line) =>
              options.logs.append(uid, container, {
                time: options.api.clock.now(),
                text: line,
              }),
            ready: (_container, ready) => events.ready(ready),
            exit: (_container, code, reason) => events.exit(code, reason),
          },
        ),
      event: (type, reason, message, container) => {
        void this.context.event(
          this.pod,
          type,
          reason,
          message,
          `spec.containers{${container}}`,
          this.pod.spec.nodeName,
        );
      },
      changed: () => this.changed(),
      logBegin: container => options.logs.begin(uid, container),
      logEnd: container => options.logs.end(uid, container),
    };
  }

  private specOf(container: Container): ContainerSpec {
    const env = resolveEnvironment(container, this.content());
    return {
      name: container.name,
      image: container.image,
      command: (container.command ?? []).map(part => expand(part, env)),
      args: (container.args ?? []).map(part => expand(part, env)),
      env,
      readFile: this.volumes.reader(container),
    };
  }

  /** The environment of another container. It is empty when a referenced object does not exist yet. */
  private peer(container: Container): ContainerSpec {
    try {
      return this.specOf(container);
    } catch (error) {
      if (!(error instanceof MissingReference)) {
        throw error;
      }
      return {
        name: container.name,
        image: container.image,
        command: container.command ?? [],
        args: container.args ?? [],
        env: {},
        readFile: () => undefined,
      };
    }
  }

  private changed(): void {
    if (this.stopping) {
      return;
    }
    const current = this.init[this.initIndex];
    if (current?.finished && current.state.terminated?.exitCode === 0) {
      this.initIndex += 1;
      const next = this.init[this.initIndex];
      if (next) {
        next.start();
      } else {
        this.main.forEach(worker => worker.start());
      }
    }
    this.report();
  }

  private phase(): string {
    const failedInit = this.init.some(
      worker => worker.finished && worker.state.terminated?.exitCode !== 0,
    );
    if (failedInit) {
      return 'Failed';
    }
    if (this.main.every(worker => worker.finished)) {
      const failed = this.main.some(
        worker => worker.state.terminated?.exitCode !== 0,
      );
      return failed ? 'Failed' : 'Succeeded';
    }
    const started = this.main.some(
      worker =>
        worker.state.running ||
        worker.state.terminated ||
        worker.lastState.terminated,
    );
    return started ? 'Running' : 'Pending';
  }

  private condition(
    type: string,
    holds: boolean,
    reason?: string,
    message?: string,
  ) {
    const status = holds ? 'True' : 'False';
    const before = this.conditions.get(type);
    const lastTransitionTime =
      before?.status === status
        ? before.lastTransitionTime
        : this.context.now();
    const condition: Condition = {
      type,
      status,
      lastTransitionTime,
      ...(reason && !holds ? { reason, message } : {}),
    };
    this.conditions.set(type, condition);
    return condition;
  }

  /** Sends one report at a time. A change during a report is reported right after it. */
  private report(): void {
    this.dirty = true;
    if (!this.reporting) {
      void this.reportAll();
    }
  }

  private async reportAll(): Promise<void> {
    this.reporting = true;
    while (this.dirty) {
      this.dirty = false;
      try {
        await this.reportNow();
      } catch (error) {
        // A webhook refused the report, so the kubelet sends it again a little later.
        if (!(error instanceof ApiError)) {
          throw error;
        }
        this.reportTimer = setTimeout(() => this.report(), REPORT_RETRY);
      }
    }
    this.reporting = false;
  }

  private async reportNow(): Promise<void> {
    const { name, namespace, uid } = this.pod.metadata;
    const live = this.context.find<Pod>('pods', namespace, name);
    if (!live || live.metadata.uid !== uid) {
      return;
    }
    const phase = this.phase();
    const done = phase === 'Succeeded' || phase === 'Failed';
    const unready = this.main
      .filter(worker => !worker.status().ready)
      .map(worker => worker.container.name);
    const ready = !unready.length && !done;
    const why = done ? 'PodCompleted' : 'ContainersNotReady';
    const message = done
      ? undefined
      : `containers with unready status: [${unready.join(' ')}]`;
    const scheduled = live.status?.conditions?.find(
      condition => condition.type === 'PodScheduled',
    );
    const initialized = this.initIndex >= this.init.length;
    const status: PodStatus = {
      phase,
      qosClass: live.status?.qosClass,
      conditions: [
        this.condition('PodReadyToStartContainers', true),
        this.condition(
          'Initialized',
          initialized,
          'ContainersNotInitialized',
          'containers with incomplete status',
        ),
        this.condition('Ready', ready, why, message),
        this.condition('ContainersReady', ready, why, message),
        ...(scheduled ? [scheduled] : []),
      ],
      hostIP: this.hostIp,
      hostIPs: [{ ip: this.hostIp }],
      startTime: this.startTime,
      ...(phase === 'Pending'
        ? {}
        : { podIP: this.podIp, podIPs: [{ ip: this.podIp }] }),
      containerStatuses: this.main.map(worker => worker.status()),
      ...(this.init.length
        ? { initContainerStatuses: this.init.map(worker => worker.status()) }
        : {}),
    };
    if (deepEqual(live.status, status)) {
      return;
    }
    await this.context.updateStatus('pods', live, status);
  }
}
