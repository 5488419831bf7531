import path from 'node:path';
import { inRoot, root } from '../lib/paths.mjs';

const nodeTransform = inRoot(
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);

/**
 * Judges the trust policy cases of a file, named from the folder in which npm was called; see test/trust/README.md.
 * @returns {Promise<number>} exit code
 */
export function trustCases(args, { node, env, supervisor }) {
  const folder = process.env.INIT_CWD ?? process.cwd();
  return new Promise(resolve => {
    const child = supervisor.start(
      'trust cases',
      node,
      [
        '--require',
        nodeTransform,
        inRoot('test/trust/src/main.ts'),
        ...args.map(each =>
          each.startsWith('--') ? each : path.resolve(folder, each),
        ),
      ],
      { cwd: root, env, stdio: 'inherit' },
    );
    child.once('error', () => resolve(2));
    child.once('exit', code => resolve(code ?? 2));
  });
}
