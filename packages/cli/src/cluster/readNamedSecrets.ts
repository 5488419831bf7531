import {
  Audit,
  AuditFinding,
  dataKeysOf,
  isOfOtherType,
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
 * The objects of a cluster, with the values of those Secrets that a finding names or that another object refers to, whatever
 * their names; certificates and registries' passwords stay unread. The command reads values of Secrets nowhere else.
 * Throws ClusterError.
 */
export async function readNamedSecrets(
  client: Requester,
  reader: ClusterReader,
  { findings, referred }: Audit,
  progress: Progress,
): Promise<KubernetesObject[]> {
  const names = new Set(findings.flatMap(namesIn));
  const result = [...reader.objects];
  const wanted = result.flatMap((object, index) => {
    const { kind, metadata } = object;
    const { namespace = '', name = '' } = metadata ?? {};
    const isWanted =
      names.has(`${namespace}/${name}`) ||
      (referred.has(object) && !isOfOtherType(dataKeysOf(metadata) ?? []));
    return kind === 'Secret' && isWanted ? [{ index, namespace, name }] : [];
  });
  for (let start = 0; start < wanted.length; start += AT_ONCE) {
    progress.update(start, wanted.length, 'Secrets that something refers to');
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
