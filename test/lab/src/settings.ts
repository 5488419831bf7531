import { join, resolve } from 'node:path';
import { LabProblem } from './LabProblem';
import { labCache, labDirectory } from './readLab';

/** Folders and ports of a lab. All of them come from the environment, so that two labs can run side by side. */
export interface LabSettings {
  /** Binaries and the emulator; shared by all labs of a user. */
  cache: string;
  /** Keys, data, logs and process ids of this lab. */
  directory: string;
  ports: LabPorts;
  /**
   * Issuer of ServiceAccount tokens. It has the form of EKS, so that trust policies have too. It must not contain a
   * port.
   */
  issuer: string;
  region: string;
}

export interface LabPorts {
  apiServer: number;
  etcdClient: number;
  etcdPeer: number;
  controllerManager: number;
  scheduler: number;
  webhook: number;
  emulator: number;
  gate: number;
  git: number;
  /** What source-controller has fetched. */
  artifacts: number;
  /** Whether kustomize-controller is well. */
  kustomize: number;
}

/** AWS account of the emulator. */
export const ACCOUNT_ID = '111122223333';
export const ROOT_KEY = 'test';

const FIRST_PORT = 64430;
const DEFAULT_ISSUER =
  'https://oidc.eks.eu-west-1.amazonaws.com/id/7C2B0E5A94D14F0C8B6D3E9A1F572C48';

/** `LAB_CACHE`, `LAB_RUN`, `LAB_PORT` (the first of eleven), `LAB_ISSUER`. @throws LabProblem `usage` */
export function readSettings(
  environment: NodeJS.ProcessEnv = process.env,
): LabSettings {
  const first = Number(environment.LAB_PORT ?? FIRST_PORT);
  if (!Number.isInteger(first) || first < 1024 || first > 65525) {
    throw new LabProblem(
      'usage',
      `LAB_PORT is '${environment.LAB_PORT}', not a port from 1024 to 65525.`,
    );
  }
  const issuer = environment.LAB_ISSUER ?? DEFAULT_ISSUER;
  if (!/^https:\/\/[^/:]+(\/\S*)?$/.test(issuer)) {
    throw new LabProblem(
      'usage',
      `LAB_ISSUER is '${issuer}'; IAM takes https URLs without a port only.`,
    );
  }
  return {
    cache: resolve(labCache()),
    directory: resolve(labDirectory()),
    ports: {
      apiServer: first,
      etcdClient: first + 1,
      etcdPeer: first + 2,
      controllerManager: first + 3,
      scheduler: first + 4,
      webhook: first + 5,
      emulator: first + 6,
      gate: first + 7,
      git: first + 8,
      artifacts: first + 9,
      kustomize: first + 10,
    },
    issuer,
    region: 'eu-west-1',
  };
}

/** Path of a file with keys of the lab. */
export function keyFile({ directory }: { directory: string }, name: string) {
  return join(directory, 'pki', name);
}
