import { join } from 'node:path';
import { Program } from '../processes/Processes';
import { LabSettings } from '../settings';
import { Flux, FluxController } from './ensureFlux';

/** Where Flux is said to run, and where people keep its objects. */
export const FLUX_NAMESPACE = 'flux-system';

/** Where Flux keeps what it fetches, below the folder of its lab. */
export function fluxFolder({ directory }: LabSettings): string {
  return join(directory, 'flux');
}

/** Addresses that answer when a controller runs. */
export function fluxProbes({
  ports,
}: LabSettings): Record<FluxController, string> {
  return {
    // Any answer of its file server; it serves nothing before it reconciles.
    'source-controller': `http://127.0.0.1:${ports.artifacts}/`,
    'kustomize-controller': `http://127.0.0.1:${ports.kustomize}/readyz`,
  };
}

/** The controllers of Flux with their flags, as processes beside the API server. All of them listen only on loopback. */
export function fluxPrograms(
  binaries: Flux,
  settings: LabSettings,
): Record<FluxController, Program> {
  const { ports, directory } = settings;
  const program = (
    name: FluxController,
    flags: Record<string, string>,
  ): Program => ({
    name,
    command: binaries[name],
    args: Object.entries({
      'events-addr': '',
      'metrics-addr': '0',
      'enable-leader-election': 'false',
      'watch-all-namespaces': 'true',
      'log-level': 'info',
      ...flags,
    }).map(([flag, value]) => `--${flag}=${value}`),
    env: {
      KUBECONFIG: join(directory, 'kubeconfig'),
      RUNTIME_NAMESPACE: FLUX_NAMESPACE,
      TMPDIR: join(fluxFolder(settings), 'tmp'),
    },
  });
  const artifacts = `127.0.0.1:${ports.artifacts}`;
  return {
    'source-controller': program('source-controller', {
      'health-addr': '0',
      'storage-path': join(fluxFolder(settings), 'artifacts'),
      'storage-addr': artifacts,
      // Written into the objects, where kustomize-controller finds it.
      'storage-adv-addr': artifacts,
    }),
    'kustomize-controller': program('kustomize-controller', {
      'health-addr': `127.0.0.1:${ports.kustomize}`,
      // Seconds that a failing reconciliation rests are minutes by default.
      'min-retry-delay': '500ms',
      'max-retry-delay': '10s',
    }),
  };
}
