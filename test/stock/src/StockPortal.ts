import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { editSource } from './editSource';
import { showingElement, toHybridApp } from './hybridApp';
import { GuideBlock } from './InstallGuide';
import { uninstallOwn } from './ownPackages';
import { inStockCache, root } from './paths';
import { POLICY_MODULE, withPolicy } from './policy';
import { Platform } from './platforms';
import { Registry } from './Registry';
import { isOfNetwork, run } from './run';

/** Raise it when a portal has to be made anew because this file makes it otherwise. */
const RECIPE = 1;

const ATTEMPTS = 3;

/** What makes the tarballs. */
const RELEASE = 'npm run release -- --dry-run';

/** A portal as the official generator makes it, with its dependencies; kept between runs. */
export class StockPortal {
  /** What an image gets before its dependencies are installed, beyond what the generated Dockerfile copies. */
  imageSources: string[] = [];

  private constructor(
    readonly platform: Platform,
    /** Where its logs go. */
    readonly logFile: string,
  ) {}

  /** The portal's folder. */
  get folder(): string {
    return inStockCache(this.platform.name, 'portal');
  }

  /** Its files as they were before anything was added, without node_modules. */
  private get base(): string {
    return inStockCache(this.platform.name, 'base');
  }

  static async make(
    platform: Platform,
    options: { uplink: string; logFile: string },
  ): Promise<StockPortal> {
    const portal = new StockPortal(platform, options.logFile);
    const keyFile = inStockCache(platform.name, 'key.json');
    const key = JSON.stringify({ RECIPE, ...platform });
    if (!existsSync(keyFile) || readFileSync(keyFile, 'utf8') !== key) {
      rmSync(keyFile, { force: true });
      await portal.generate(options.uplink);
      writeFileSync(keyFile, key);
    }
    return portal;
  }

  private async generate(uplink: string) {
    const { platform, folder, base } = this;
    const parent = inStockCache(platform.name);
    rmSync(parent, { recursive: true, force: true });
    mkdirSync(parent, { recursive: true });
    await this.run(
      'npx',
      [
        '--yes',
        platform.generator,
        '--skip-install',
        ...platform.generatorFlags,
        ...['--path', folder],
      ],
      // The generator asks for the name although it has the path.
      { cwd: parent, input: 'portal\n' },
    );
    // Version 12 crashes on Node 24.19 and newer, and has to be compiled.
    this.edit('packages/backend/package.json', text =>
      text.replace(/"better-sqlite3": "[^"]*"/, '"better-sqlite3": "^13.0.0"'),
    );
    this.edit('package.json', text => {
      const manifest = JSON.parse(text);
      manifest.resolutions['better-sqlite3'] = '^13.0.0';
      return JSON.stringify(manifest, undefined, 2);
    });
    this.edit('packages/app/package.json', text => {
      const manifest = JSON.parse(text);
      for (const name of platform.extra ?? []) {
        manifest.dependencies[name] = '*';
      }
      return JSON.stringify(manifest, undefined, 2);
    });
    if (platform.until) {
      await this.installAsOf(platform.until, uplink);
    } else {
      await this.fetch('yarn', ['up', '@backstage/*']);
    }
    mkdirSync(base);
    this.copy(folder, base);
  }

  /** As an install would have been on that day, of the packages of the platform. */
  private async installAsOf(until: string, uplink: string) {
    const registry = await Registry.start({
      name: `then-${this.platform.name}`,
      uplink,
      until,
    });
    // Yarn reads the settings of the folders above, too.
    const settings = inStockCache(this.platform.name, '.yarnrc.yml');
    writeFileSync(
      settings,
      JSON.stringify({
        npmScopes: { backstage: { npmRegistryServer: registry.url } },
        unsafeHttpWhitelist: ['127.0.0.1'],
      }),
    );
    try {
      await this.fetch('yarn', ['install']);
    } finally {
      rmSync(settings);
      await registry.stop();
    }
  }

  /** Puts everything back to how it was generated, and keeps what is installed, except for our packages. */
  reset(): void {
    this.imageSources = [];
    const { folder, base } = this;
    uninstallOwn(folder);
    for (const entry of readdirSync(folder)) {
      if (!['node_modules', 'packages'].includes(entry)) {
        rmSync(path.join(folder, entry), { recursive: true });
      }
    }
    for (const name of ['app', 'backend']) {
      for (const entry of readdirSync(path.join(folder, 'packages', name))) {
        if (entry !== 'node_modules') {
          rmSync(path.join(folder, 'packages', name, entry), {
            recursive: true,
          });
        }
      }
    }
    this.copy(base, folder);
  }

  /** Moves the app of an old portal to the new frontend system, with its routes and entity pages as they are. */
  makeHybrid(): void {
    this.edit('packages/app/src/App.tsx', toHybridApp);
    this.edit('packages/app/src/index.tsx', showingElement);
    this.edit('packages/app/src/App.test.tsx', showingElement);
  }

  /**
   * Gives the portal's own plugins what the guide has for them, and a policy that can refuse.
   * @returns takes it away again
   */
  async addHosts(blocks: GuideBlock[]): Promise<() => void> {
    const backend = 'packages/backend/src/index.ts';
    const before = this.read(backend);
    const policy = path.join(
      this.folder,
      'packages/backend/src/policyOfTest.ts',
    );
    for (const block of blocks) {
      await this.follow(block, {});
    }
    writeFileSync(policy, POLICY_MODULE);
    this.edit(backend, withPolicy);
    return () => {
      this.edit(backend, () => before);
      rmSync(policy);
    };
  }

  private copy(from: string, to: string) {
    cpSync(from, to, {
      recursive: true,
      filter: file => !['node_modules', '.git'].includes(path.basename(file)),
    });
  }

  /** Does what a block of the guide says. @param env - for its commands */
  async follow(block: GuideBlock, env: NodeJS.ProcessEnv): Promise<void> {
    const { language, text } = block;
    if (language === 'sh') {
      await this.fetch('bash', ['-euc', text], { env });
      return;
    }
    if (language === 'dockerfile') {
      for (const [, source] of text.matchAll(/^COPY (?:--\S+ )*(\S+) /gm)) {
        this.imageSources.push(source);
      }
      return;
    }
    if (language === 'console') {
      // In the clone, not in the portal: done before, by `npm run test:stock`.
      if (text.trim() !== RELEASE) {
        throw new Error(`The test does not make tarballs with: ${text}`);
      }
      return;
    }
    const [, file] = /^\/\/ (\S+)\n/.exec(text) ?? [];
    if (!file) {
      throw new Error(
        `This block does not begin with the file it is for: ${text}`,
      );
    }
    const addition = text.slice(text.indexOf('\n') + 1);
    this.edit(file, source => editSource(file, source, addition));
  }

  read(file: string): string {
    return readFileSync(path.join(this.folder, file), 'utf8');
  }

  /** yarn.lock before anything was added. */
  get baseLock(): string {
    return readFileSync(path.join(this.base, 'yarn.lock'), 'utf8');
  }

  private edit(file: string, change: (text: string) => string) {
    const absolute = path.join(this.folder, file);
    const next = `${absolute}.new`;
    writeFileSync(next, change(readFileSync(absolute, 'utf8')));
    renameSync(next, absolute);
  }

  /** Like `run`, for a command that fetches packages: tried again when the network failed it. Every such command may be repeated. */
  async fetch(
    command: string,
    args: string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv } = {},
  ): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      try {
        await this.run(command, args, options);
        return;
      } catch (error) {
        if (attempt === ATTEMPTS || !isOfNetwork(error)) {
          throw error;
        }
        process.stdout.write(
          `  The network failed an install of ${this.platform.name}; it is tried again. Log: ${this.logFile}\n`,
        );
      }
    }
  }

  async run(
    command: string,
    args: string[],
    options: { cwd?: string; env?: NodeJS.ProcessEnv; input?: string } = {},
  ): Promise<string> {
    return run(command, args, {
      cwd: options.cwd ?? this.folder,
      logFile: this.logFile,
      input: options.input,
      env: { ...portalEnvironment(), ...options.env },
    });
  }
}

/** The environment of a portal's commands: `yarn` is there, and nothing is asked or built. */
export function portalEnvironment(): NodeJS.ProcessEnv {
  const bin = inStockCache('bin');
  const script = path.join(bin, 'yarn');
  const [yarn] = readdirSync(path.join(root, '.yarn/releases'));
  const text = `#!/bin/sh\nexec node ${path.join(
    root,
    '.yarn/releases',
    yarn,
  )} "$@"\n`;
  // A cache that was given by IRSA_STOCK_CACHE may be of another clone.
  if (!existsSync(script) || readFileSync(script, 'utf8') !== text) {
    mkdirSync(bin, { recursive: true });
    writeFileSync(script, text, { mode: 0o755 });
  }
  return {
    PATH: `${bin}${path.delimiter}${process.env.PATH}`,
    IRSA: root,
    YARN_ENABLE_SCRIPTS: 'false',
    YARN_ENABLE_TELEMETRY: '0',
    YARN_ENABLE_IMMUTABLE_INSTALLS: 'false',
    BROWSER: 'none',
  };
}
