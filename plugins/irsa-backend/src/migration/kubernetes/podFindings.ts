import { V1Container, V1EnvFromSource, V1Pod } from '@kubernetes/client-node';
import { credentialVariables } from 'backstage-plugin-irsa-node';
import { sameJson } from '../../shared/canonicalJson';
import { PlanExecution } from '../../plan/types';

const CONTAINER_CREDENTIALS = [
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
];

const AGENT_VARIABLES = [
  'AWS_CONTAINER_CREDENTIALS_FULL_URI',
  'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
];
const WEB_IDENTITY = ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'];

/** The faults of a Pod that should use the role. */
export interface PodFindings {
  /** The webhook did not change it: it has no role or no token. */
  notInjected: string[];
  /** It still has a static key or other credentials that take precedence over the role. */
  wrong: string[];
}

/** Checks one Pod (real or dry-run) by names only. The only value that is read is the role's ARN. */
export function podFindings(pod: V1Pod, execution: PlanExecution): PodFindings {
  const findings: PodFindings = { notInjected: [], wrong: [] };
  const skipped = (
    pod.metadata?.annotations?.['eks.amazonaws.com/skip-containers'] ?? ''
  ).split(',');
  const touched = new Set(
    execution.detach.removed.flatMap(({ container }) => container ?? []),
  );
  for (const container of allContainers(pod)) {
    if (skipped.includes(container.name)) {
      continue;
    }
    checkContainer(container, touched.has(container.name), execution, findings);
  }
  const tokenVolume = pod.spec?.volumes?.some(volume =>
    volume.projected?.sources?.some(
      ({ serviceAccountToken }) =>
        serviceAccountToken?.audience === execution.provider.audience,
    ),
  );
  if (!tokenVolume) {
    findings.notInjected.push(
      `no projected token for the audience ${execution.provider.audience}`,
    );
  }
  const expected = expectedServiceAccount(execution);
  if (pod.spec?.serviceAccountName !== expected) {
    findings.wrong.push(
      `ServiceAccount ${
        pod.spec?.serviceAccountName ?? 'default'
      } instead of ${expected}`,
    );
  }
  return findings;
}

function checkContainer(
  container: V1Container,
  touched: boolean,
  execution: PlanExecution,
  findings: PodFindings,
): void {
  const env = container.env ?? [];
  const valueOf = (name: string) => env.find(entry => entry.name === name);
  if (execution.podIdentity) {
    checkAgent(container, findings);
  } else {
    checkToken(container, execution, findings);
  }
  for (const { name } of env) {
    if (credentialVariables.has(name)) {
      findings.wrong.push(
        `env ${name} is still in container ${container.name}`,
      );
    }
  }
  const regionAdded = execution.detach.added.some(
    ({ container: name, variable }) =>
      name === container.name &&
      ['AWS_REGION', 'AWS_DEFAULT_REGION'].includes(String(variable.name)),
  );
  if (
    (regionAdded || (touched && !container.envFrom?.length)) &&
    !valueOf('AWS_REGION') &&
    !valueOf('AWS_DEFAULT_REGION')
  ) {
    findings.wrong.push(`no AWS region in container ${container.name}`);
  }
  for (const reference of heldReferences(container, execution)) {
    findings.wrong.push(`${reference} is still in container ${container.name}`);
  }
}

/** What a token of the cluster needs. */
function checkToken(
  { name: container, env = [] }: V1Container,
  execution: PlanExecution,
  findings: PodFindings,
): void {
  const valueOf = (name: string) => env.find(entry => entry.name === name);
  const role = valueOf('AWS_ROLE_ARN')?.value;
  if (role === undefined) {
    findings.notInjected.push(`no AWS_ROLE_ARN in ${container}`);
  } else if (role !== execution.role.arn) {
    findings.wrong.push(`AWS_ROLE_ARN in ${container} is ${role}`);
  }
  if (!valueOf('AWS_WEB_IDENTITY_TOKEN_FILE')) {
    findings.notInjected.push(`no AWS_WEB_IDENTITY_TOKEN_FILE in ${container}`);
  }
  for (const { name } of env) {
    if (CONTAINER_CREDENTIALS.includes(name)) {
      findings.wrong.push(
        `${name} is in ${container}: an EKS Pod Identity association wins over the role`,
      );
    }
  }
}

/** What the agent of EKS Pod Identity needs. SDKs take a web identity first. */
function checkAgent(
  { name: container, env = [] }: V1Container,
  findings: PodFindings,
): void {
  for (const name of AGENT_VARIABLES) {
    if (!env.some(entry => entry.name === name)) {
      findings.notInjected.push(`no ${name} in ${container}`);
    }
  }
  for (const { name } of env) {
    if (WEB_IDENTITY.includes(name)) {
      findings.wrong.push(
        `${name} is in ${container}: SDKs take it before the role of the association`,
      );
    }
  }
}

/** The ServiceAccount of the new Pods. */
export function expectedServiceAccount(execution: PlanExecution): string {
  return (
    execution.detach.serviceAccountName?.to ?? execution.serviceAccount.name
  );
}

/**
 * What a Pod, or the Pod template itself, has of static keys or of another identity, by names only; empty when nothing
 * stands in the way of the role.
 */
export function staticFindings(
  pod: Pick<V1Pod, 'spec'>,
  execution: PlanExecution,
): string[] {
  const expected = expectedServiceAccount(execution);
  const present = pod.spec?.serviceAccountName ?? 'default';
  return [
    ...(present === expected
      ? []
      : [`ServiceAccount ${present} instead of ${expected}`]),
    ...allContainers(pod).flatMap(container => [
      ...(container.env ?? [])
        .filter(({ name }) => credentialVariables.has(name))
        .map(({ name }) => `env ${name} in container ${container.name}`),
      ...heldReferences(container, execution).map(
        reference => `${reference} in container ${container.name}`,
      ),
    ]),
  ];
}

/** Whether a Pod was made from the template before the cut-over. */
export function holdsOldReferences(
  pod: V1Pod,
  execution: PlanExecution,
): boolean {
  const { serviceAccountName } = execution.detach;
  if (
    serviceAccountName &&
    (pod.spec?.serviceAccountName ?? 'default') !== serviceAccountName.to
  ) {
    return true;
  }
  return allContainers(pod).some(
    container => heldReferences(container, execution).length > 0,
  );
}

function heldReferences(
  container: V1Container,
  execution: PlanExecution,
): string[] {
  return execution.detach.removed
    .filter(removed => removed.container === container.name)
    .flatMap(({ list, element }) => {
      if (list === 'env') {
        const added = execution.detach.added.some(
          ({ container: name, variable }) =>
            name === container.name && variable.name === element.name,
        );
        return !added &&
          container.env?.some(({ name }) => name === element.name)
          ? [`env ${String(element.name)}`]
          : [];
      }
      if (list === 'envFrom') {
        const held = container.envFrom?.find(entry => sameJson(entry, element));
        return held ? [envFromInWords(held)] : [];
      }
      if (list === 'volumeMounts') {
        return container.volumeMounts?.some(
          ({ mountPath, name }) =>
            mountPath === element.mountPath && name === element.name,
        )
          ? [`mount ${String(element.mountPath)}`]
          : [];
      }
      return [];
    });
}

/** Such as `envFrom Secret aws-keys`. */
function envFromInWords({ secretRef, configMapRef }: V1EnvFromSource): string {
  const source = secretRef ?? configMapRef;
  return `envFrom ${secretRef ? 'Secret' : 'ConfigMap'} ${source?.name}`;
}

function allContainers(pod: Pick<V1Pod, 'spec'>): V1Container[] {
  return [...(pod.spec?.initContainers ?? []), ...(pod.spec?.containers ?? [])];
}
