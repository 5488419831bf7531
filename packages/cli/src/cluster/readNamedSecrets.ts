import {
  Audit,
  AuditFinding,
  dataKeysOf,
  helmReleaseOf,
  isOfOtherType,
  isTellingName,
  KINDS,
  KubernetesObject,
  newestReleases,
  objectPath,
  Requester,
} from 'backstage-plugin-irsa-node';
import { Progress } from '../progress';
import { ClusterReader, slim } from './ClusterReader';

/** Number of concurrent requests: enough to hide network latency, few enough for the API server. */
const AT_ONCE = 8;

/**
 * The objects of a cluster, with the values of those Secrets that a finding names, that another object refers to, or that
 * are called like a key or a file with one, and of Helm's newest records; certificates and registries' passwords stay
 * unread. `unread` is the number of Secrets that nothing refers to and whose names say nothing. The command reads values of
 * Secrets nowhere else. Throws ClusterError.
 */
export async function readNamedSecrets(
  client: Requester,
  reader: ClusterReader,
  { findings, referred }: Audit,
  progress: Progress,
): Promise<{ objects: KubernetesObject[]; unread: number }> {
  const names = new Set(findings.flatMap(namesIn));
  const result = [...reader.objects];
  const secrets = result.flatMap((object, index) => {
    const { kind, metadata } = object;
    const { namespace = '', name = '' } = metadata ?? {};
    const dataKeys = dataKeysOf(metadata) ?? [];
    return kind === 'Secret'
      ? [{ index, object, namespace, name, dataKeys }]
      : [];
  });
  const records = secrets.filter(({ name }) => helmReleaseOf(name));
  const newest = new Set(newestReleases(records));
  const others = secrets.filter(({ name }) => !helmReleaseOf(name));
  const wanted = [
    ...newest,
    ...others.filter(
      ({ object, namespace, name, dataKeys }) =>
        names.has(`${namespace}/${name}`) ||
        ((referred.has(object) || dataKeys.some(isTellingName)) &&
          !isOfOtherType(dataKeys)),
    ),
  ];
  const isWanted = new Set(wanted);
  const unread = others.filter(
    each => !isWanted.has(each) && !isOfOtherType(each.dataKeys),
  ).length;
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
  return { objects: result, unread };
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
