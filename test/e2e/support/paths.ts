import path from 'node:path';

export const root = path.resolve(__dirname, '../../..');
export const nodeTransform = path.join(
  root,
  'node_modules/@backstage/cli/config/nodeTransform.cjs',
);
export const inRoot = (...parts: string[]) => path.join(root, ...parts);
