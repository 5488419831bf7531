import { listPath } from '../../../../plugins/irsa-node/src';
import { ClusterHandle } from '../../../../plugins/irsa-backend/src/clusters/types';
import { WORKLOAD_KINDS } from '../../../../plugins/irsa-backend/src/inventory/kinds';

const METADATA =
  'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const PAGE = 500;
const CONFIG_MAPS_A_PAGE = 100;
const READS = 8;

/**
 * Reads the same objects as a scan and does nothing with them: lists page by page, then the named Secrets, each by a request
 * of its own, also where a scan reads those of a namespace together. A scan is compared with it.
 *
 * @returns the number of objects
 */
export async function readRaw(
  cluster: ClusterHandle,
  named: { namespace: string; plural: string; name: string }[],
): Promise<number> {
  let objects = 0;
  const list = async (path: string, metadataOnly: boolean, limit = PAGE) => {
    let token: string | undefined;
    do {
      const page: { items: unknown[]; metadata: { continue?: string } } =
        await cluster.request({
          path,
          query: { limit, continue: token },
          headers: metadataOnly ? { Accept: METADATA } : undefined,
        });
      objects += page.items.length;
      token = page.metadata.continue || undefined;
    } while (token);
  };
  await list('/api/v1/serviceaccounts', true);
  await list('/api/v1/secrets', true);
  await list('/api/v1/configmaps', false, CONFIG_MAPS_A_PAGE);
  for (const kind of WORKLOAD_KINDS) {
    if (!kind.optional && !kind.isFoundByPods) {
      await list(listPath(kind), false);
    }
  }
  let next = 0;
  await Promise.all(
    Array.from({ length: READS }, async () => {
      while (next < named.length) {
        const { namespace, plural, name } = named[next++];
        await cluster.request({
          path: `/api/v1/namespaces/${namespace}/${plural}/${name}`,
          secretValues: true,
        });
        objects += 1;
      }
    }),
  );
  return objects;
}
