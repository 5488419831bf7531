import { containerVariables } from '../world/containerVariables';
import { podMarks } from '../world/mesh';
import {
  containersOf,
  podSpec,
  SKIP_CONTAINERS,
  skippedContainers,
} from '../world/podTemplate';
import { COLLECTOR_ANNOTATION } from '../world/World';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

const APP_MESH = 'appmesh.k8s.aws/sidecarInjectorWebhook';

const VAULT_AGENT = 'vault.hashicorp.com/agent-inject';
const VAULT_AUTH = 'vault.hashicorp.com/auth-type';

const AWS_IMAGES =
  /fluent-?(bit|d)|aws-otel|cloudwatch|xray|adot|vector|otel|opentelemetry|s3-|ecr-|secrets-store|aws-cli|awscli|amazon/i;

/**
 * Containers that a webhook adds to the Pods, which ask AWS: the proxy of App Mesh for its configuration, a collector of OpenTelemetry
 * and Dapr for what they are set up to, the agent of Vault to sign in. Pods have them although the template does not show them.
 * https://docs.aws.amazon.com/app-mesh/latest/userguide/proxy-authorization.html,
 * https://github.com/open-telemetry/opentelemetry-operator#sidecar-injection, https://docs.dapr.io/reference/arguments-annotations-overview/,
 * https://developer.hashicorp.com/vault/docs/deploy/kubernetes/injector/annotations
 */
function injected(world: CheckContext['world']): string[] {
  const { annotations } = podMarks(world);
  const { namespaceLabels, namespaceAnnotations = {} } = world;
  const mesh =
    annotations[APP_MESH] ??
    namespaceLabels[APP_MESH] ??
    namespaceAnnotations[APP_MESH];
  const collector =
    annotations[COLLECTOR_ANNOTATION] ??
    namespaceAnnotations[COLLECTOR_ANNOTATION] ??
    'false';
  return [
    ...(mesh === 'enabled' ? ['envoy'] : []),
    ...(collector === 'false' ? [] : ['otc-container']),
    ...(annotations['dapr.io/enabled'] === 'true' ? ['daprd'] : []),
    ...(annotations[VAULT_AGENT] === 'true' && annotations[VAULT_AUTH] === 'aws'
      ? ['vault-agent']
      : []),
  ];
}

/** Every container gets the role: also those that used to work with the role of the node. */
export const sidecars: PlanCheck = ({ world }) => {
  const keyed = new Set(
    world.workload.references.map(({ container }) => container),
  );
  const skipped = skippedContainers(world.object);
  const others = containersOf(podSpec(world.object))
    .map(({ container }) => container)
    .filter(({ name }) => !keyed.has(String(name)));
  const affected = others.filter(
    container =>
      !skipped.has(String(container.name)) &&
      (AWS_IMAGES.test(String(container.image)) ||
        containerVariables(container, world.objects).some(({ name }) =>
          /^AWS_|_(S3|SQS|SNS)_/.test(name),
        )),
  );
  const shown = new Set(
    containersOf(podSpec(world.object)).map(({ container }) =>
      String(container.name),
    ),
  );
  const names = [
    ...affected.map(({ name }) => String(name)),
    ...injected(world).filter(name => !shown.has(name) && !skipped.has(name)),
  ];
  return names.length > 0
    ? answer('sidecars', 'F9', {
        state: 'warning',
        params: { containers: names },
        message: `Container ${short(
          names,
        )} has no key and seems to use AWS, as the role of the node. It would get the new role instead.`,
        evidence:
          'Images and variables of the containers; labels and annotations by which webhooks add others.',
        fix: `Add annotation ${SKIP_CONTAINERS}: "${names.join(
          ',',
        )}" (without blanks) to the Pod template, or allow the role what it does.`,
      })
    : answer('sidecars', 'F9', {
        state: 'passed',
        params: { containers: others.map(({ name }) => String(name)) },
        message:
          others.length > 0
            ? 'No other container shows a sign of using AWS.'
            : 'Every container has the key today, so none changes its identity unseen.',
        evidence: 'Images and variables of the containers.',
      });
};
