/**
 * Runs the containers of Pods. The kubelet resolves environment, files and tokens as the real one does and passes them
 * on; the runtime runs a program and reports its state.
 */
export interface ContainerSpec {
  name: string;
  image: string;
  command: string[];
  args: string[];
  /** Environment of the process: env, envFrom (with prefix) and downward API, all resolved. */
  env: Record<string, string>;
  /** Reads a mounted file (Secret, ConfigMap, projected token); undefined when there is none at that path. Tokens are fresh. */
  readFile(path: string): string | undefined;
}

export interface PodSpecForRuntime {
  cluster: string;
  namespace: string;
  name: string;
  uid: string;
  serviceAccount: string;
  annotations: Record<string, string>;
  labels: Record<string, string>;
  containers: ContainerSpec[];
}

export interface PodEvents {
  log(container: string, line: string): void;
  ready(container: string, ready: boolean): void;
  /** To be called when the process has ended. The kubelet restarts it with back-off if the restartPolicy allows it. */
  exit(container: string, code: number, reason?: string): void;
}

export interface RunningContainer {
  stop(): void | Promise<void>;
}

export interface ContainerRuntime {
  /** Starts (or restarts) one container of a Pod. */
  start(
    pod: PodSpecForRuntime,
    container: ContainerSpec,
    events: PodEvents,
  ): RunningContainer;
}
