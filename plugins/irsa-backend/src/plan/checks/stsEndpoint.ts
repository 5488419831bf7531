import { containerVariables } from '../world/containerVariables';
import { containersOf, podSpec } from '../world/podTemplate';
import { stsHost } from '../world/stsHost';
import { answer, PlanCheck, short } from './PlanCheck';

/** Variables that lead an SDK to another STS than that of the region. */
const ELSEWHERE = /^AWS_ENDPOINT_URL(_STS)?$/;

export const stsEndpoint: PlanCheck = ({ world }) => {
  const host = stsHost(world);
  const variables = containersOf(podSpec(world.object)).flatMap(
    ({ container }) => containerVariables(container, world.objects),
  );
  const legacy = variables.some(
    ({ name, value }) =>
      name === 'AWS_STS_REGIONAL_ENDPOINTS' && value !== 'regional',
  );
  if (legacy) {
    return answer('sts-endpoint', 'F18', {
      state: 'warning',
      params: { host },
      message: `AWS_STS_REGIONAL_ENDPOINTS in the workload leads the SDK to the global endpoint of STS. A VPC with an interface endpoint has ${host} only.`,
      evidence: 'Variables of the containers. They win over the annotation.',
      fix: 'Take the variable out, or set it to regional.',
    });
  }
  const elsewhere = variables
    .map(({ name }) => String(name))
    .filter(name => ELSEWHERE.test(name));
  if (elsewhere.length > 0) {
    return answer('sts-endpoint', 'F18', {
      state: 'warning',
      params: { variables: elsewhere },
      message: `${short(
        elsewhere,
      )} sends the calls of the SDK elsewhere, those to STS too. What answers there must know AssumeRoleWithWebIdentity.`,
      evidence: 'Variables of the containers.',
      fix: `Set AWS_ENDPOINT_URL_STS to https://${host}, or the endpoint of one service only.`,
    });
  }
  const fips = variables.some(
    ({ name, value }) => name === 'AWS_USE_FIPS_ENDPOINT' && value === 'true',
  );
  if (fips && !/^(us|ca)-/.test(world.cluster.region)) {
    return answer('sts-endpoint', 'F18', {
      state: 'warning',
      params: { region: world.cluster.region },
      message: `AWS_USE_FIPS_ENDPOINT is set, and STS has such an endpoint in the United States and Canada only, not in ${world.cluster.region}.`,
      evidence: 'Variables of the containers.',
      fix: 'Take the variable out.',
    });
  }
  return answer('sts-endpoint', 'F18', {
    state: 'notChecked',
    params: { host },
    message: `The Pods will ask ${host}, as the plan's annotation says. Whether the VPC leads there is not known.`,
    evidence:
      'Annotation sts-regional-endpoints. Routes and endpoints of the VPC are not read.',
    fix: `In a VPC without a way out, make an interface endpoint for STS.`,
  });
};
