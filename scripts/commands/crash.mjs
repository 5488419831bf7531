import { inRoot, nodeTransform, root } from '../lib/paths.mjs';

/**
 * Ends and stops real processes of the portal in the middle of migrations; see test/crash/README.md.
 * @returns {Promise<number>} exit code: 0 when no outcome is wrong
 */
export function testCrash(args, { node, env, supervisor }) {
  return new Promise(resolve => {
    const child = supervisor.start(
      'crash test',
      node,
      ['--require', nodeTransform, inRoot('test/crash/src/main.ts'), ...args],
      { cwd: root, env, stdio: ['ignore', 'inherit', 'inherit'] },
    );
    child.once('error', () => resolve(1));
    child.once('exit', code => resolve(code ?? 1));
  });
}
