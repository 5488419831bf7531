import { containerVariables } from './containerVariables';
import { containersOf, podSpec, WorkloadObject } from './podTemplate';
import { World } from './World';

/** What decides where the SDKs of a Pod ask for the role's credentials. */
interface StsSituation {
  object: WorkloadObject;
  objects: World['objects'];
  cluster: { region: string };
  account: { partition: string };
}

/**
 * Where the SDKs of a Pod ask for the role's credentials: at the endpoint that its variables name, else at that of its own region,
 * which need not be the cluster's. https://docs.aws.amazon.com/sdkref/latest/guide/feature-sts-regionalized-endpoints.html
 */
export function stsHost({
  object,
  objects,
  cluster,
  account,
}: StsSituation): string {
  const variables = containersOf(podSpec(object)).flatMap(({ container }) =>
    containerVariables(container, objects),
  );
  const literal = (...names: string[]) =>
    new Set(
      variables
        .filter(
          ({ name, value }) =>
            names.includes(name) && value !== undefined && value !== '',
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
