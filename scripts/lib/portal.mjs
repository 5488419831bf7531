import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { inRoot, nodeTransform } from './paths.mjs';

/**
 * Writes the last config file of a portal, with the settings of this run.
 * @param {{ directory: string, appPort: number, backendPort: number }} options directory: gets the config file,
 *   the database files and the token for scripts
 * @returns {{ config: string, tokenFile: string, appUrl: string, backendUrl: string }}
 */
export function preparePortal({ directory, appPort, backendPort }) {
  const databaseDirectory = path.join(directory, 'database');
  mkdirSync(databaseDirectory, { recursive: true });
  const token =
    process.env.PORTAL_API_TOKEN || randomBytes(24).toString('base64url');
  const tokenFile = path.join(directory, 'api-token');
  writeFileSync(tokenFile, `${token}\n`, { mode: 0o600 });

  const appUrl = `http://localhost:${appPort}`;
  const backendUrl = `http://localhost:${backendPort}`;
  const config = path.join(directory, 'app-config.run.yaml');
  const content = {
    app: { baseUrl: appUrl },
    backend: {
      baseUrl: backendUrl,
      listen: { host: '127.0.0.1', port: backendPort },
      cors: { origin: appUrl },
      database: {
        client: 'better-sqlite3',
        connection: { directory: databaseDirectory },
      },
      auth: {
        externalAccess: [
          { type: 'static', options: { token, subject: 'scripts' } },
        ],
      },
    },
  };
  // JSON is valid YAML.
  writeFileSync(config, `${JSON.stringify(content, undefined, 2)}\n`, {
    mode: 0o600,
  });
  return { config, tokenFile, appUrl, backendUrl };
}

/** `--config` arguments, leaving out files that are not there. */
export function configArguments(files) {
  return files
    .filter(file => existsSync(file))
    .flatMap(file => ['--config', file]);
}

/** The arguments for Node that run the backend alone, without watching its sources. */
export function backendArguments(configFiles) {
  return [
    '--enable-source-maps',
    '--require',
    nodeTransform,
    inRoot('packages/backend/src/index.ts'),
    ...configArguments(configFiles),
  ];
}

export const READINESS_PATH = '/.backstage/health/v1/readiness';
