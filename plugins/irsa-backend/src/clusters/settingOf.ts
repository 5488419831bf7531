import { ClusterConfig } from '../config/IrsaConfig';

/** A setting of one cluster as people find it: `irsa.clusters[2].issuer`, or `issuer of resource:default/prod`. */
export function settingOf(
  { name: cluster, key }: Pick<ClusterConfig, 'name' | 'key'>,
  setting: string,
): string {
  if (key?.startsWith('irsa.')) {
    return `${key}.${setting}`;
  }
  return key
    ? `${setting} of ${key}`
    : `${setting} of cluster ${cluster} under irsa.clusters`;
}
