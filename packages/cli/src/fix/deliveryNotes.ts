import path from 'node:path';
import { isDelivery } from 'backstage-plugin-irsa-node';
import { Manifests } from '../files/readManifests';
import { Note } from '../notes';
import { Done } from './applyAll';

/** What deploys a chart or a kustomization from elsewhere, so that silence about its workloads is not taken for "no key". */
export function deliveryNotes(
  { written, places }: Manifests,
  { left }: Done,
  cwd: string,
): Note[] {
  return written
    .filter(isDelivery)
    .filter(
      ({ kind, metadata }) =>
        !left.some(
          ({ object }) =>
            object.kind === kind && object.name === metadata?.name,
        ),
    )
    .map(each => ({
      where: path.relative(cwd, places.get(each) ?? cwd),
      kind: 'skipped' as const,
      text: `what ${each.kind} ${each.metadata?.name} deploys is not rendered here, so whether its workloads get a key is not known; ask the cluster, or render it`,
    }));
}
