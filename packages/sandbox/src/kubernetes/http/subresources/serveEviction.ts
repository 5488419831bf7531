import { writeOptions } from '../../api/createObject';
import { DeleteOptions } from '../../api/deletion';
import { requireDisruption } from '../../api/evictPod';
import { RequestContext } from '../../api/RequestContext';
import { JsonObject, KubeObject, Pod } from '../../types';
import type { ServerParts } from '../ServerParts';
import type { ResourceRequest } from '../ResourceRequest';
import { Body } from './Body';

export async function serveEviction(
  parts: ServerParts,
  { path, type }: ResourceRequest,
  context: RequestContext,
  sent: Body,
): Promise<JsonObject> {
  const eviction = sent.body() as KubeObject;
  const name = path.name as string;
  const { api } = parts;
  const pod = api.get(type, path.namespace, name) as Pod;
  await api.admit({
    operation: 'CREATE',
    type,
    subresource: 'eviction',
    namespace: path.namespace,
    name,
    object: eviction,
    context,
    options: writeOptions('CreateOptions', context),
  });
  const options = (eviction.deleteOptions ?? {}) as DeleteOptions;
  const dryRun = context.dryRun || Boolean(options.dryRun?.includes('All'));
  requireDisruption(api, pod, dryRun);
  await api.delete(type, path.namespace, name, options, { ...context, dryRun });
  return { kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success' };
}
