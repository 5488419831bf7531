import {
  AuditFinding,
  KINDS,
  KubernetesObject,
  objectPath,
  Requester,
} from 'backstage-plugin-irsa-node';
import { Progress } from '../progress';
import { ClusterReader, slim } from './ClusterReader';

/** Number of concurrent requests: enough to hide network latency, few enough for the API server. */
const AT_ONCE = 8;

/**
 * The objects of a cluster, with the values of only those Secrets that a finding names. The command reads values of Secrets
 * nowhere else. Throws ClusterError.
 */
export async function readNamedSecrets(
  client: Requester,
  reader: ClusterReader,
  findings: readonly AuditFinding[],
  progress: Progress,
): Promise<KubernetesObject[]> {
  const names = new Set(findings.flatMap(namesIn));
  const result = [...reader.objects];
  const wanted = result.flatMap(({ kind, metadata }, index) => {
    const { namespace = '', name = '' } = metadata ?? {};
    return kind === 'Secret' && names.has(`${namespace}/${name}`)
      ? [{ index, namespace, name }]
      : [];
  });
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    progress.update(start, wanted.length, 'Secrets that a finding names');
    await Promise.all(
      wanted
        .slice(start, start + AT_ONCE)
        .map(async ({ index, namespace, name }) => {
          const secret = await reader.allowed('values of Secrets', () =>
            client.request<KubernetesObject>({
              path: objectPath(KINDS.Secret, namespace, name),
              secretValues: true,
            }),
          );
          if (secret) {
            result[index] = slim(secret, KINDS.Secret, false);
          }
        }),
    );
  }
  return result;
}

function namesIn({
  namespace,
  kind,
  name,
  objectName,
  objectNamespace = namespace,
}: AuditFinding): string[] {
  return [
    ...(kind === 'Secret' ? [`${namespace}/${name}`] : []),
    ...(objectName ? [`${objectNamespace}/${objectName}`] : []),
  ];
}
