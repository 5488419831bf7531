import { inRoot } from '../lib/paths.mjs';

/**
 * Runs the command line of the audit in the folder in which npm was called, so that relative paths are right.
 * @returns {Promise<number>} exit code
 */
export function irsaAudit(args, { node, env, supervisor }) {
  return new Promise(resolve => {
    const child = supervisor.start(
      'irsa-audit',
      node,
      [inRoot('packages/cli/bin/irsa-audit'), ...args],
      {
        cwd: callerFolder(process.env),
        env,
        stdio: 'inherit',
      },
    );
    child.once('error', () => resolve(2));
    child.once('exit', code => resolve(code ?? 2));
  });
}

/** npm runs scripts in the project's folder. INIT_CWD is the folder in which npm was called. */
function callerFolder(host) {
  return host.npm_lifecycle_event === 'irsa-audit' && host.INIT_CWD
    ? host.INIT_CWD
    : process.cwd();
}
