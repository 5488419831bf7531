import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { ChildProcess } from '../../e2e/support/ChildProcess';
import { findFreePort, poll } from '../../e2e/support/poll';
import { inRoot, inStockCache, releaseFolder, root } from './paths';
import { run } from './run';

const OURS = ['backstage-plugin-irsa*', 'irsa-audit'];

/**
 * A registry on loopback: our packages as their tarballs are now, everything else from the registry that npm is set to.
 * What it fetched is kept between runs.
 */
export class Registry {
  private constructor(
    readonly url: string,
    private readonly process: ChildProcess,
  ) {}

  /**
   * @param options - uplink: the ordinary registry; until: hides everything published after that day (`2026-10-01`), so
   *   that a portal is what it was then
   */
  static async start(options: {
    name: string;
    uplink: string;
    until?: string;
  }): Promise<Registry> {
    const { name, uplink, until } = options;
    const port = await findFreePort();
    const storage = inStockCache('registry', name);
    mkdirSync(storage, { recursive: true });
    for (const entry of readdirSync(storage)) {
      if (entry.startsWith('backstage-plugin-irsa') || entry === 'irsa-audit') {
        rmSync(path.join(storage, entry), { recursive: true });
      }
    }
    const open = { access: '$all', publish: '$all' };
    const config = {
      storage,
      auth: { htpasswd: { file: inStockCache('registry', 'htpasswd') } },
      uplinks: { ordinary: { url: uplink, maxage: '1d', max_fails: 10 } },
      packages: {
        ...Object.fromEntries(OURS.map(pattern => [pattern, open])),
        '**': { access: '$all', proxy: 'ordinary' },
      },
      ...(until && {
        filters: { '@verdaccio/package-filter': { dateThreshold: until } },
      }),
      log: { type: 'stdout', format: 'pretty', level: 'warn' },
      server: { keepAliveTimeout: 60 },
      web: { enable: false },
    };
    const file = inStockCache('registry', `${name}.yaml`);
    // JSON is YAML.
    writeFileSync(file, JSON.stringify(config, undefined, 2));
    const process = new ChildProcess({
      arguments: [
        inRoot('node_modules/verdaccio/bin/verdaccio'),
        '--config',
        file,
        '--listen',
        `127.0.0.1:${port}`,
      ],
      cwd: root,
      logFile: inStockCache('registry', `${name}.log`),
    });
    const url = `http://127.0.0.1:${port}`;
    await poll(
      async () => {
        if (process.hasExited) {
          throw new Error(`The registry ended: ${process.stdout.slice(-2000)}`);
        }
        const response = await fetch(`${url}/-/ping`).catch(() => undefined);
        return response?.ok ? true : undefined;
      },
      { deadline: 60_000, what: 'the registry' },
    );
    return new Registry(url, process);
  }

  /** Publishes every tarball of the last `npm run release -- --dry-run`. */
  async publishAll(): Promise<void> {
    const settings = inStockCache('registry', 'npmrc');
    // Anyone may publish here; npm asks for a token all the same.
    writeFileSync(
      settings,
      `registry=${this.url}/\n//${new URL(this.url).host}/:_authToken=anyone\n`,
    );
    for (const tarball of readdirSync(releaseFolder)) {
      if (tarball.endsWith('.tgz')) {
        await run(
          'npm',
          [
            'publish',
            path.join(releaseFolder, tarball),
            ...['--userconfig', settings, '--registry', `${this.url}/`],
          ],
          {
            cwd: releaseFolder,
            logFile: inStockCache('logs', 'publish.log'),
          },
        );
      }
    }
  }

  async stop(): Promise<void> {
    await this.process.end();
  }
}
