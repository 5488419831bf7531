import { containerVariables } from '../world/containerVariables';
import { podMarks } from '../world/mesh';
import {
  containersOf,
  Json,
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
  /fluent-?(bit|d)|cloudwatch|xray|adot|vector|otel|opentelemetry|(^|[/-])aws-|awscli|amazon|s3-|s3fs|s3proxy|goofys|ecr-|secrets-store|thanos|litestream|wal-g|chamber/i;
/** What its command says of AWS: an address, an ARN, a region, the command line. */
const AWS_WORDS =
  /\bs3:\/\/|\barn:aws|amazonaws\.com|\baws\s+(s3|s3api|sts|ssm|sqs|sns|kms|ecr|secretsmanager)\b|\s--(aws-)?region[ =]([a-z]{2}(-gov|-iso\w?)?-[a-z]+-\d)\b/i;

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

function wordsOf({ command, args }: Json): string {
  return [command, args]
    .flatMap(each => (Array.isArray(each) ? each : []))
    .map(word => ` ${word}`)
    .join('');
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
        AWS_WORDS.test(wordsOf(container)) ||
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
          'Images, commands and variables of the containers; labels and annotations by which webhooks add others.',
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
        evidence: 'Images, commands and variables of the containers.',
      });
};
