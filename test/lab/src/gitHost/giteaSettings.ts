import { join } from 'node:path';
import { LabSettings } from '../settings';

/** Where a Gitea keeps its data, below the folder of its lab. */
export function giteaFolder({ directory }: LabSettings): string {
  return join(directory, 'gitea');
}

export function giteaUrl({ ports }: LabSettings): string {
  return `http://127.0.0.1:${ports.git}`;
}

/**
 * The settings file of Gitea: on loopback, with a database in one file, without anything that calls other machines.
 * https://docs.gitea.com/administration/config-cheat-sheet
 *
 * @param files - folder with its templates and options @param secret - random text; stays the same as long as the data
 */
export function giteaSettings(
  settings: LabSettings,
  files: string,
  secret: string,
): string {
  const folder = giteaFolder(settings);
  const sections: Record<string, Record<string, string | number | boolean>> = {
    '': { APP_NAME: 'lab', RUN_MODE: 'prod', WORK_PATH: folder },
    server: {
      PROTOCOL: 'http',
      HTTP_ADDR: '127.0.0.1',
      HTTP_PORT: settings.ports.git,
      ROOT_URL: `${giteaUrl(settings)}/`,
      STATIC_ROOT_PATH: files,
      APP_DATA_PATH: join(folder, 'data'),
      DISABLE_SSH: true,
      OFFLINE_MODE: true,
      LFS_START_SERVER: false,
      ALLOW_GRACEFUL_RESTARTS: false,
      GRACEFUL_HAMMER_TIME: '2s',
    },
    database: {
      DB_TYPE: 'sqlite3',
      PATH: join(folder, 'gitea.db'),
      SQLITE_JOURNAL_MODE: 'WAL',
      // Milliseconds that a writer waits for another.
      SQLITE_TIMEOUT: 20_000,
    },
    repository: {
      ROOT: join(folder, 'repositories'),
      DEFAULT_BRANCH: 'main',
    },
    security: {
      INSTALL_LOCK: true,
      SECRET_KEY: secret,
      INTERNAL_TOKEN: `internal-${secret}`,
    },
    service: { DISABLE_REGISTRATION: true },
    session: { PROVIDER: 'memory' },
    queue: { TYPE: 'channel' },
    indexer: { ISSUE_INDEXER_TYPE: 'db' },
    picture: { DISABLE_GRAVATAR: true },
    oauth2: { ENABLED: false },
    openid: { ENABLE_OPENID_SIGNIN: false },
    actions: { ENABLED: false },
    packages: { ENABLED: false },
    'cron.update_checker': { ENABLED: false },
    log: { MODE: 'console', LEVEL: 'warn' },
  };
  return Object.entries(sections)
    .map(([name, values]) =>
      [
        ...(name ? [`[${name}]`] : []),
        ...Object.entries(values).map(([key, value]) => `${key} = ${value}`),
        '',
      ].join('\n'),
    )
    .join('\n');
}
