import { AuditFinding, KubernetesObject } from '@internal/plugin-irsa-node';
import { Progress } from '../progress';
import { ClusterReader } from './ClusterReader';

/**
 * The objects of a cluster, with the values of those Secrets that a finding names, and of no other. Throws ClusterError.
 */
export async function readNamedSecrets(
  reader: ClusterReader,
  findings: readonly AuditFinding[],
  progress: Progress,
): Promise<KubernetesObject[]> {
  const wanted = new Set(findings.flatMap(namesIn));
  const result: KubernetesObject[] = [];
  let done = 0;
  for (const object of reader.objects) {
    const { namespace = '', name = '' } = object.metadata ?? {};
    if (object.kind !== 'Secret' || !wanted.has(`${namespace}/${name}`)) {
      result.push(object);
      continue;
    }
    done += 1;
    progress.update(done, wanted.size, 'Secrets that are named');
    result.push((await reader.secret(namespace, name)) ?? object);
  }
  return result;
}

function namesIn({
  namespace,
  kind,
  name,
  objectName,
}: AuditFinding): string[] {
  return [
    ...(kind === 'Secret' ? [`${namespace}/${name}`] : []),
    // Resources of the cluster's scope write the namespace before the name.
    ...(objectName.includes('/')
      ? [objectName]
      : objectName && [`${namespace}/${objectName}`]),
  ].filter(Boolean) as string[];
}
