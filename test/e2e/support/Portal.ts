import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import {
  backendArguments,
  preparePortal,
  READINESS_PATH,
} from '../../../scripts/lib/portal.mjs';
import { ChildProcess } from './ChildProcess';
import { inRoot } from './paths';
import { poll } from './poll';

/** The portal as one process with built pages. Tests may kill and restart it; its database stays. */
export class Portal {
  private process?: ChildProcess;

  private constructor(
    readonly url: string,
    readonly directory: string,
    readonly logFile: string,
    private readonly configFiles: string[],
    private readonly token: string,
  ) {}

  /**
   * @param options - directory: for its database and log; sandboxConfig: the sandbox's config file; config: settings of
   *   this test, merged last
   */
  static async start(options: {
    directory: string;
    port: number;
    sandboxConfig: string;
    config?: object;
  }): Promise<Portal> {
    const { directory, port } = options;
    const run = preparePortal({
      directory,
      appPort: port,
      backendPort: port,
    });
    const override = path.join(directory, 'app-config.test.yaml');
    writeFileSync(override, JSON.stringify(options.config ?? {}));
    const portal = new Portal(
      run.appUrl,
      directory,
      path.join(directory, 'portal.log'),
      [
        inRoot('app-config.yaml'),
        inRoot('app-config.single.yaml'),
        options.sandboxConfig,
        run.config,
        override,
      ],
      readFileSync(run.tokenFile, 'utf8').trim(),
    );
    await portal.restart();
    return portal;
  }

  /** Starts the portal, whether it was killed or never ran. */
  async restart(): Promise<void> {
    const process = new ChildProcess({
      arguments: backendArguments(this.configFiles),
      cwd: inRoot('packages/backend'),
      environment: { NODE_ENV: 'production' },
      logFile: this.logFile,
    });
    this.process = process;
    await poll(
      async () => {
        if (process.hasExited) {
          throw new Error(
            `The portal ended:\n${readFileSync(this.logFile, 'utf8').slice(
              -3000,
            )}`,
          );
        }
        const response = await fetch(`${this.url}${READINESS_PATH}`).catch(
          () => undefined,
        );
        return response?.ok ? true : undefined;
      },
      { deadline: 300_000, what: 'the portal' },
    );
  }

  /** Ends the portal as a crash would, without any clean-up. */
  async kill(): Promise<void> {
    await this.process?.end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.process?.end();
  }

  /** Calls the irsa API as a script would. @param pathAndQuery - such as `/workloads` */
  async request(pathAndQuery: string, init: RequestInit = {}) {
    return fetch(`${this.url}/api/irsa${pathAndQuery}`, {
      ...init,
      headers: {
        authorization: `Bearer ${this.token}`,
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
        ...init.headers,
      },
    });
  }
}
