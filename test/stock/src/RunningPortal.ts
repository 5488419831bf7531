import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { parse } from 'yaml';
import { preparePortal, READINESS_PATH } from '../../../scripts/lib/portal.mjs';
import { ChildProcess } from '../../e2e/support/ChildProcess';
import { findFreePort, poll } from '../../e2e/support/poll';
import { uninstallOwn } from './ownPackages';
import { refusalIn } from './policy';
import { StockPortal, portalEnvironment } from './StockPortal';

export interface RunOptions {
  mode: 'dev' | 'bundle';
  /** `app-config.sandbox.yaml` of the world it looks at. */
  sandboxConfig: string;
  /** For its database files, its configuration of this run and its log. */
  directory: string;
  /** A PostgreSQL; without it SQLite. */
  postgres?: { host: string; user: string };
  /** An entity for its catalog beside those of the sandbox, as YAML. */
  template?: string;
}

/** A stock portal that runs. */
export class RunningPortal {
  private constructor(
    readonly url: string,
    private readonly backendUrl: string,
    private readonly token: string,
    readonly logFile: string,
    /** While this file is there, the policy of this test refuses. */
    private readonly refusal: string,
    private readonly process: ChildProcess,
  ) {}

  static async start(
    portal: StockPortal,
    options: RunOptions,
  ): Promise<RunningPortal> {
    const { mode, directory } = options;
    rmSync(directory, { recursive: true, force: true });
    const backendPort = await findFreePort();
    const prepared = preparePortal({
      directory,
      backendPort,
      appPort: mode === 'dev' ? await findFreePort() : backendPort,
    });
    const own = path.join(directory, 'app-config.stock.yaml');
    writeFileSync(own, JSON.stringify(configOf(options, prepared.config)));
    const common = [
      ...['--config', options.sandboxConfig],
      ...['--config', own],
    ];
    const logFile = path.join(directory, 'portal.log');
    const refusal = path.join(directory, 'refusal');
    const started = { common, logFile, environment: refusalIn(refusal) };
    const process =
      mode === 'dev'
        ? startDev(portal, started)
        : await startBundle(portal, started, options);
    const running = new RunningPortal(
      prepared.appUrl,
      prepared.backendUrl,
      readFileSync(prepared.tokenFile, 'utf8').trim(),
      logFile,
      refusal,
      process,
    );
    try {
      await running.untilReady();
    } catch (error) {
      await running.stop();
      throw error;
    }
    return running;
  }

  private async untilReady() {
    for (const url of [`${this.backendUrl}${READINESS_PATH}`, `${this.url}/`]) {
      await poll(
        async () => {
          if (this.process.hasExited) {
            throw new Error(`The portal ended:\n${this.lastWords()}`);
          }
          // A dev server stays, for a file to change.
          const refusal = this.startFailure();
          if (refusal) {
            throw new Error(refusal);
          }
          const response = await fetch(url).catch(() => undefined);
          return response?.ok ? true : undefined;
        },
        { deadline: 300_000, what: () => `${url}:\n${this.lastWords()}` },
      );
    }
  }

  /** The end of its log, without the requests. */
  lastWords(): string {
    return this.said()
      .filter(line => !line.includes('rootHttpRouter'))
      .join('\n')
      .slice(-3000);
  }

  /** Why a plugin, and with it the backend, did not start. */
  private startFailure(): string | undefined {
    const said = this.said();
    const at = said.findIndex(line => line.includes('Backend startup failed'));
    return at < 0 ? undefined : said.slice(at, at + 2).join('\n');
  }

  private said(): string[] {
    return existsSync(this.logFile)
      ? stripVTControlCharacters(readFileSync(this.logFile, 'utf8')).split('\n')
      : [];
  }

  /** A call to the irsa API as a script would make it. */
  async request(pathAndQuery: string, init: RequestInit = {}) {
    return this.call(`/api/irsa${pathAndQuery}`, init);
  }

  /** A call to the backend, as a script. @param user - or as the person with this token */
  async call(
    pathAndQuery: string,
    { user, ...init }: RequestInit & { user?: string } = {},
  ) {
    return fetch(`${this.backendUrl}${pathAndQuery}`, {
      ...init,
      headers: {
        authorization: `Bearer ${user ?? this.token}`,
        ...(init.body !== undefined && { 'content-type': 'application/json' }),
        ...init.headers,
      },
    });
  }

  /** What a person is answered. Throws when that is no success. */
  async json(pathAndQuery: string, user: string, init: RequestInit = {}) {
    const answer = await this.call(pathAndQuery, { ...init, user });
    if (!answer.ok) {
      throw new Error(
        `${pathAndQuery}: ${answer.status} ${await answer.text()}`,
      );
    }
    return answer.json();
  }

  /** Signs in as the portal's guest. @returns the token */
  async signIn(): Promise<string> {
    const answer = await fetch(`${this.backendUrl}/api/auth/guest/refresh`);
    const { backstageIdentity } = await answer.json();
    return backstageIdentity.token;
  }

  /** What is ours is refused to people meanwhile, where the portal has the policy of this test. */
  async refusing<T>(act: () => Promise<T>): Promise<T> {
    writeFileSync(this.refusal, '');
    try {
      return await act();
    } finally {
      rmSync(this.refusal);
    }
  }

  async stop(): Promise<void> {
    await this.process.end();
  }
}

/** What this run wants otherwise than the generated configuration. */
function configOf(
  { mode, postgres, template, sandboxConfig, directory }: RunOptions,
  run: string,
) {
  const { backend, ...config } = JSON.parse(readFileSync(run, 'utf8'));
  const { database, ...rest } = backend;
  return {
    ...config,
    backend: {
      ...rest,
      // As in the generated app-config.production.yaml, which knows no object here.
      ...(mode === 'bundle' && {
        listen: `${rest.listen.host}:${rest.listen.port}`,
      }),
      ...(postgres ? pgInDev(mode, postgres) : { database }),
      ...(template && { actions: { pluginSources: ['irsa'] } }),
    },
    ...(template && {
      catalog: { locations: withTemplate(template, sandboxConfig, directory) },
    }),
    auth: {
      providers: { guest: { dangerouslyAllowOutsideDevelopment: true } },
    },
  };
}

/** A list in a later file takes the place of the whole list before. */
function withTemplate(
  template: string,
  sandboxConfig: string,
  directory: string,
) {
  const target = path.join(directory, 'template.yaml');
  writeFileSync(target, template);
  const { catalog } = parse(readFileSync(sandboxConfig, 'utf8'));
  return [
    ...catalog.locations,
    { type: 'file', target, rules: [{ allow: ['Template'] }] },
  ];
}

/** app-config.production.yaml has the same for a bundle. */
function pgInDev(mode: string, postgres: { host: string; user: string }) {
  return mode === 'dev'
    ? { database: { client: 'pg', connection: postgres } }
    : {};
}

interface Started {
  /** Arguments. */
  common: string[];
  logFile: string;
  environment: NodeJS.ProcessEnv;
}

function startDev(
  portal: StockPortal,
  { common, logFile, environment }: Started,
) {
  return new ChildProcess({
    // `yarn start`, without Yarn: it would swallow the signal that ends it.
    arguments: [
      path.join(portal.folder, 'node_modules/@backstage/cli/bin/backstage-cli'),
      ...['repo', 'start', '--config'],
      path.join(portal.folder, 'app-config.yaml'),
      ...common,
    ],
    cwd: portal.folder,
    environment: { ...portalEnvironment(), ...environment },
    logFile,
  });
}

/** Builds and unpacks as the generated Dockerfile does, and runs what came out. */
async function startBundle(
  portal: StockPortal,
  { common, logFile, environment }: Started,
  { postgres }: RunOptions,
) {
  const { folder } = portal;
  await portal.run('yarn', ['build:backend']);
  const image = path.join(folder, '../image');
  mkdirSync(image, { recursive: true });
  for (const entry of readdirSync(image)) {
    // Kept: Yarn brings it in line with yarn.lock.
    if (entry !== 'node_modules') {
      rmSync(path.join(image, entry), { recursive: true });
    }
  }
  uninstallOwn(image);
  const copy = (name: string) =>
    cpSync(path.join(folder, name), path.join(image, name), {
      recursive: true,
    });
  const unpack = (name: string) =>
    portal.run(
      'tar',
      ['xzf', path.join(folder, 'packages/backend/dist', name)],
      { cwd: image },
    );
  [
    '.yarn',
    '.yarnrc.yml',
    'backstage.json',
    'yarn.lock',
    'package.json',
  ].forEach(copy);
  await unpack('skeleton.tar.gz');
  portal.imageSources.forEach(copy);
  await portal.fetch('yarn', ['workspaces', 'focus', '--all', '--production'], {
    cwd: image,
    env: { NODE_ENV: 'production' },
  });
  copy('examples');
  await unpack('bundle.tar.gz');
  const configs = ['app-config.yaml'];
  if (postgres) {
    configs.push('app-config.production.yaml');
  }
  configs.forEach(copy);
  return new ChildProcess({
    arguments: [
      'packages/backend',
      ...configs.flatMap(file => ['--config', file]),
      ...common,
    ],
    cwd: image,
    environment: {
      ...portalEnvironment(),
      ...environment,
      NODE_ENV: 'production',
      POSTGRES_HOST: postgres?.host,
      POSTGRES_PORT: '5432',
      POSTGRES_USER: postgres?.user,
      POSTGRES_PASSWORD: 'not-asked-for',
    },
    logFile,
  });
}
