/** Where the SDKs of a Pod ask for the role's credentials, in the cluster's region. */
export function stsHost({
  region,
  partition,
}: {
  region: string;
  partition: string;
}): string {
  return `sts.${region}.amazonaws.com${partition === 'aws-cn' ? '.cn' : ''}`;
}
