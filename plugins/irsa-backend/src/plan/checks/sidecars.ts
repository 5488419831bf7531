import { containerVariables } from '../world/containerVariables';
import {
  containersOf,
  podSpec,
  SKIP_CONTAINERS,
  skippedContainers,
} from '../world/podTemplate';
import { answer, PlanCheck, short } from './PlanCheck';

const AWS_IMAGES =
  /fluent-?(bit|d)|aws-otel|cloudwatch|xray|adot|vector|otel|opentelemetry|s3-|ecr-|secrets-store|aws-cli|awscli|amazon/i;

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
  const names = affected.map(({ name }) => String(name));
  return names.length > 0
    ? answer('sidecars', 'F9', {
        state: 'warning',
        params: { containers: names },
        message: `Container ${short(
          names,
        )} has no key and seems to use AWS, as the role of the node. It would get the new role instead.`,
        evidence: 'Images and variables of the containers.',
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
