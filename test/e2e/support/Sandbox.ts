import { mkdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ChildProcess } from './ChildProcess';
import { inRoot, nodeTransform, root } from './paths';
import { poll } from './poll';

/** The description that the sandbox prints when it is ready. */
export interface SandboxDescription {
  accounts: Array<{
    id: string;
    endpoint: string;
    rootAccessKeyId: string;
    rootSecretAccessKey: string;
  }>;
  clusters: Array<{ name: string; server: string; kubeconfig: string }>;
}

function findDescription(stdout: string): SandboxDescription | undefined {
  for (const line of stdout.split('\n').slice(0, -1)) {
    if (line.startsWith('{') && line.includes('"clusters"')) {
      return JSON.parse(line);
    }
  }
  return undefined;
}

/** A running sandbox: clusters and accounts in a separate process. */
export class Sandbox {
  private constructor(
    readonly directory: string,
    readonly description: SandboxDescription,
    readonly logFile: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(options: {
    scenario: string;
    directory: string;
    /** Number of made-up workloads to add to the first cluster. */
    fleet?: number;
  }): Promise<Sandbox> {
    const { scenario, directory, fleet = 0 } = options;
    mkdirSync(directory, { recursive: true });
    const logFile = path.join(directory, 'sandbox.log');
    const process = new ChildProcess({
      arguments: [
        '--require',
        nodeTransform,
        inRoot('packages/sandbox/src/cli.ts'),
        '--scenario',
        scenario,
        '--state-dir',
        directory,
        '--json',
        ...(fleet > 0 ? ['--fleet', String(fleet)] : []),
      ],
      cwd: root,
      logFile,
    });
    const description = await poll(
      () => {
        if (process.hasExited) {
          throw new Error(
            `The sandbox ended:\n${readFileSync(logFile, 'utf8').slice(-3000)}`,
          );
        }
        return findDescription(process.stdout);
      },
      { deadline: 300_000, what: 'the sandbox' },
    );
    return new Sandbox(directory, description, logFile, process);
  }

  /** The portal's config file for this sandbox. */
  get portalConfig(): string {
    return path.join(this.directory, 'app-config.sandbox.yaml');
  }

  get kubeconfig(): string {
    return path.join(this.directory, 'kubeconfig');
  }

  /** Gives the sandbox a command, such as `/faults` or `/clock`, with its parameters. */
  async command(name: string, parameters: object): Promise<void> {
    const { url, token } = JSON.parse(
      readFileSync(path.join(this.directory, 'control.json'), 'utf8'),
    );
    const response = await fetch(`${url}${name}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}` },
      body: JSON.stringify(parameters),
    });
    if (!response.ok) {
      throw new Error(`${name} was refused: ${await response.text()}`);
    }
  }

  async stop(): Promise<void> {
    await this.process.end();
  }
}
