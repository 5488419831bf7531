import { readFileSync } from 'node:fs';
import { readLab } from '@internal/lab';
import { World } from '../World';

/** The lab that `npm run lab` has started; it is shared, so tests use names of their own. */
export async function openLab(): Promise<World> {
  const { kubernetes, aws } = readLab();
  const { kubeconfigFile, ...cluster } = kubernetes;
  return {
    name: 'lab',
    kubernetes: {
      ...cluster,
      kubeconfig: readFileSync(kubeconfigFile, 'utf8'),
    },
    aws,
    close: async () => {},
  };
}
