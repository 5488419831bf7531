import path from 'node:path';

/**
 * The environment of all child processes: the chosen Node comes first in PATH, and the npm settings of this machine are
 * set under the names that Yarn reads (it reads neither .npmrc nor HTTPS_PROXY).
 * @param {string} node path of the Node binary
 * @param {Record<string, string | undefined>} host
 */
export function makeEnvironment(node, host = process.env) {
  const env = {
    ...host,
    PATH: [path.dirname(node), host.PATH].filter(Boolean).join(path.delimiter),
    YARN_ENABLE_TELEMETRY: '0',
    // npm sets this for its own children. Yarn and its tools would take it for theirs.
    npm_execpath: undefined,
  };
  const handOn = (name, ...values) => {
    const value = values.find(Boolean);
    if (value && !env[name]) {
      env[name] = value;
    }
  };
  handOn(
    'YARN_NPM_REGISTRY_SERVER',
    host.npm_config_registry?.replace(/\/+$/, ''),
  );
  handOn('YARN_HTTPS_CA_FILE_PATH', host.npm_config_cafile);
  handOn(
    'YARN_HTTPS_PROXY',
    host.HTTPS_PROXY,
    host.https_proxy,
    host.npm_config_https_proxy,
  );
  handOn(
    'YARN_HTTP_PROXY',
    host.HTTP_PROXY,
    host.http_proxy,
    host.npm_config_proxy,
  );

  for (const name of Object.keys(env)) {
    if (env[name] === undefined) {
      delete env[name];
    }
  }
  return env;
}
