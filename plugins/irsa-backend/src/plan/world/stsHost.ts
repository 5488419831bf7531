import { containersOf, listOf, podSpec, WorkloadObject } from './podTemplate';

/** What decides where the SDKs of a Pod ask for the role's credentials. */
interface StsSituation {
  object: WorkloadObject;
  cluster: { region: string };
  account: { partition: string };
}

/**
 * Where the SDKs of a Pod ask for the role's credentials: at the endpoint that its variables name, else at that of its own region,
 * which need not be the cluster's. https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
 */
export function stsHost({ object, cluster, account }: StsSituation): string {
  const variables = containersOf(podSpec(object)).flatMap(({ container }) =>
    listOf(container, 'env'),
  );
  const literal = (...names: string[]) =>
    new Set(
      variables
        .filter(
          ({ name, value }) =>
            names.includes(String(name)) &&
            typeof value === 'string' &&
            value !== '',
        )
        .map(({ value }) => String(value)),
    );
  const [endpoint] = literal('AWS_ENDPOINT_URL_STS');
  const named = /^https?:\/\/([^/:]+)/.exec(endpoint ?? '')?.[1];
  if (named) {
    return named.toLowerCase();
  }
  const suffix = account.partition === 'aws-cn' ? '.cn' : '';
  if (literal('AWS_STS_REGIONAL_ENDPOINTS').has('legacy')) {
    return `sts.amazonaws.com${suffix}`;
  }
  const regions = literal('AWS_REGION', 'AWS_DEFAULT_REGION');
  // Containers that differ ask in different regions; the cluster's own is then as good as another.
  const region = regions.size === 1 ? [...regions][0] : cluster.region;
  return `sts.${region}.amazonaws.com${suffix}`;
}
