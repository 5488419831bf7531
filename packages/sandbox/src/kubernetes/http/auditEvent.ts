import { RequestRecord } from '../ClusterSandbox';
import { JsonObject } from '../types';

/**
 * Makes one line of the audit log: an Event of level Metadata.
 * https://kubernetes.io/docs/reference/config-api/apiserver-audit.v1/
 */
export function auditEvent(cluster: string, record: RequestRecord): JsonObject {
  const { resource, subresource, namespace, name, group, version } = record;
  const begun = Date.parse(record.time);
  return {
    kind: 'Event',
    apiVersion: 'audit.k8s.io/v1',
    level: 'Metadata',
    auditID: record.id,
    stage: 'ResponseComplete',
    requestURI: record.url,
    verb: record.verb,
    user: { username: record.user, groups: record.groups },
    ...(record.impersonatedUser
      ? { impersonatedUser: { username: record.impersonatedUser } }
      : {}),
    sourceIPs: [record.sourceIP],
    userAgent: record.userAgent,
    ...(resource
      ? {
          objectRef: {
            resource,
            ...(namespace ? { namespace } : {}),
            ...(name ? { name } : {}),
            ...(group ? { apiGroup: group } : {}),
            apiVersion: version,
            ...(subresource ? { subresource } : {}),
          },
        }
      : {}),
    responseStatus: { metadata: {}, code: record.code },
    requestReceivedTimestamp: record.time,
    stageTimestamp: new Date(begun + record.milliseconds).toISOString(),
    annotations: {
      ...record.annotations,
      'sandbox.irsa/cluster': cluster,
      'sandbox.irsa/accept': record.accept,
      'sandbox.irsa/response-bytes': String(record.bytes),
      'sandbox.irsa/dry-run': String(record.dryRun),
    },
  };
}
