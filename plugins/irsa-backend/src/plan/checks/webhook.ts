import {
  containersOf,
  Json,
  listOf,
  podSpec,
  SKIP_CONTAINERS,
  skippedContainers,
} from '../world/podTemplate';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';

/** What the webhook adds to a container, and what keeps a container from the role. */
interface Injection {
  /** A container that has one itself does not take the role. */
  variables: readonly string[];
  volume: string;
  path: string;
  /** What the webhook makes of the volume: whom the token is for, and its file. */
  token: { audience: (audienceOfCluster: string) => string; file: string };
  /** What follows from a variable. */
  then: string;
}

const ROLE_VARIABLES = ['AWS_ROLE_ARN', 'AWS_WEB_IDENTITY_TOKEN_FILE'];

const INJECTIONS: Record<'irsa' | 'podIdentity', Injection> = {
  irsa: {
    variables: ROLE_VARIABLES,
    volume: 'aws-iam-token',
    path: '/var/run/secrets/eks.amazonaws.com/serviceaccount',
    token: { audience: ofCluster => ofCluster, file: 'token' },
    then: 'The webhook gives no role to such a container.',
  },
  // https://docs.aws.amazon.com/eks/latest/userguide/pod-id-how-it-works.html
  podIdentity: {
    variables: [
      ...ROLE_VARIABLES,
      'AWS_CONTAINER_CREDENTIALS_FULL_URI',
      'AWS_CONTAINER_CREDENTIALS_RELATIVE_URI',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE',
      'AWS_CONTAINER_AUTHORIZATION_TOKEN',
    ],
    volume: 'eks-pod-identity-token',
    path: '/var/run/secrets/pods.eks.amazonaws.com/serviceaccount',
    token: {
      audience: () => 'pods.eks.amazonaws.com',
      file: 'eks-pod-identity-token',
    },
    then: 'Such a container does not get the role of the association.',
  },
};

export const webhook: PlanCheck = ({ world, target, intent }) => {
  const injection = INJECTIONS[target.identity.kind];
  const { state, detail } = world.webhook;
  const isExpected = state === 'present' || state === 'notReadable';
  const byHand = isExpected ? withRoleByHand(world, injection) : [];
  if (byHand.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: byHand },
      message: `Container ${short(byHand)} ${
        byHand.length > 1 ? 'set' : 'sets'
      } ${variablesInWords(injection)} by hand. ${injection.then}`,
      evidence: 'Variables of the Pod template.',
      fix: 'Take these variables out of the Pod template, and the volume of the token when it has one by hand; then make a new plan.',
    });
  }
  const carried = isExpected ? withRoleOfSecret(intent, injection) : [];
  if (carried.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: carried },
      message: `The Secret with the key also gives ${variablesInWords(
        injection,
      )} to container ${short(
        carried,
      )}, which keeps what else the Secret gives it. ${injection.then}`,
      evidence: 'Names of the data keys, and variables after the change.',
      fix: 'Take these out of the Secret, or give them to the program under a name of its own; then make a new plan.',
    });
  }
  const mounted = isExpected ? withVolumeByHand(world, injection) : [];
  if (mounted.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: mounted },
      message: `Container ${short(mounted)} mounts a volume ${
        injection.volume
      } of the Pod template. The webhook gives no role to such a container.`,
      evidence: 'Mounts of the Pod template.',
      fix: 'Take the volume and its mount out of the Pod template, or give them another name; then make a new plan.',
    });
  }
  if (isExpected && isVolumeOfOthers(world, injection)) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { volume: injection.volume },
      message: `The Pod template has a volume ${injection.volume} of its own. The webhook adds none of that name then, and mounts this one where SDKs look for the token.`,
      evidence: 'Volumes of the Pod template.',
      fix: 'Give the volume another name, then make a new plan.',
    });
  }
  const covered = isExpected ? withReadOnlyAbove(world, injection) : [];
  if (covered.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: covered },
      message: `Container ${short(
        covered,
      )} has a volume that cannot be written above ${
        injection.path
      }, where the webhook mounts the token. The folder for it cannot be made there, so the container does not start.`,
      evidence: 'Mounts of the Pod template.',
      fix: 'Mount that volume somewhere else, or its files one by one (subPath); then make a new plan.',
    });
  }
  const taken = isExpected ? withPathOfToken(world, injection) : [];
  if (taken.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: taken },
      message: `Container ${short(taken)} has a volume at ${
        injection.path
      }, where the webhook mounts the token. The cluster refuses Pods with two volumes at one path.`,
      evidence: 'Mounts of the Pod template.',
      fix: 'Take the volume and its mount out of the Pod template, then make a new plan.',
    });
  }
  const skipped = isExpected ? skippedWithKey(world) : [];
  if (skipped.length > 0) {
    return answer('webhook', 'F10', {
      state: 'blocked',
      params: { containers: skipped },
      message: `Annotation ${SKIP_CONTAINERS} leaves out container ${short(
        skipped,
      )}, which has the key. It would have no credentials.`,
      evidence: 'Annotations of the Pod template.',
      fix: 'Take the container out of the annotation, then make a new plan.',
    });
  }
  switch (state) {
    case 'present':
      return answer('webhook', 'F10', {
        state: 'passed',
        message: 'The pod identity webhook will equip new Pods.',
        evidence: detail,
      });
    case 'notReadable':
      return answer('webhook', 'F10', {
        state: 'notChecked',
        message:
          'Whether the pod identity webhook is there could not be read. The migration proves it by a dry run before it touches the workload.',
        evidence: detail,
        fix: 'Allow list on mutatingwebhookconfigurations.',
      });
    default:
      return answer('webhook', 'F10', {
        state: 'blocked',
        message:
          state === 'absent'
            ? 'The cluster has no pod identity webhook, so Pods would get no role.'
            : 'The pod identity webhook leaves out the Pods of this workload.',
        evidence: detail,
        fix:
          state === 'absent'
            ? 'Install amazon-eks-pod-identity-webhook (EKS has it built in).'
            : 'Remove the label eks.amazonaws.com/skip-pod-identity-webhook, or widen the selectors of the webhook.',
      });
  }
};

function variablesInWords({ variables }: Injection): string {
  return variables.join(' or ');
}

/**
 * Containers that the webhook leaves as they are, since they name a role or a token themselves (`addEnvToContainer` of
 * amazon-eks-pod-identity-webhook). It looks at `env` and not at `envFrom`.
 */
function withRoleByHand(
  { object }: CheckContext['world'],
  { variables }: Injection,
): string[] {
  return containersOf(podSpec(object))
    .filter(({ container }) =>
      listOf(container, 'env').some(({ name }) =>
        variables.includes(String(name)),
      ),
    )
    .map(({ container }) => String(container.name));
}

/** Containers that get such a variable one by one afterwards, since the Secret that gave all of its variables goes. */
function withRoleOfSecret(
  intent: CheckContext['intent'],
  { variables }: Injection,
): string[] {
  return (intent?.added ?? [])
    .filter(({ variable }) => variables.includes(String(variable.name)))
    .map(({ container }) => container);
}

/** Containers that mount a volume of the name that the webhook gives to the token: it leaves them as they are (same place). */
function withVolumeByHand(
  { object }: CheckContext['world'],
  { volume }: Injection,
): string[] {
  return containersOf(podSpec(object))
    .filter(({ container }) =>
      listOf(container, 'volumeMounts').some(({ name }) => name === volume),
    )
    .map(({ container }) => String(container.name));
}

/**
 * Whether the template has a volume by the name of that of the token that is something else. The webhook compares the names only
 * (`getPodSpecPatch`): https://github.com/aws/amazon-eks-pod-identity-webhook/issues/315
 */
function isVolumeOfOthers(
  { object, cluster }: CheckContext['world'],
  { volume, token }: Injection,
): boolean {
  return listOf(podSpec(object), 'volumes')
    .filter(({ name }) => name === volume)
    .some(
      ({ projected }) =>
        !listOf(projected as Json | undefined, 'sources').some(source => {
          const { audience, path } = (source.serviceAccountToken ?? {}) as Json;
          return (
            audience === token.audience(cluster.audience) && path === token.file
          );
        }),
    );
}

/** Kinds of volumes that are mounted for reading only. https://kubernetes.io/docs/concepts/storage/volumes/ */
const READ_ONLY = ['secret', 'configMap', 'projected', 'downwardAPI', 'image'];

/** Containers with a volume above the folder of the token in which no folder can be made. */
function withReadOnlyAbove(
  { object }: CheckContext['world'],
  { path }: Injection,
): string[] {
  const readOnly = new Set(
    listOf(podSpec(object), 'volumes')
      .filter(volume => READ_ONLY.some(kind => volume[kind] !== undefined))
      .map(({ name }) => name),
  );
  return containersOf(podSpec(object))
    .filter(({ container }) =>
      listOf(container, 'volumeMounts').some(
        ({ name, mountPath, readOnly: isReadOnly }) =>
          (isReadOnly === true || readOnly.has(name)) &&
          path.startsWith(`${String(mountPath).replace(/\/+$/, '')}/`),
      ),
    )
    .map(({ container }) => String(container.name));
}

/** Containers that mount something else where the token goes. */
function withPathOfToken(
  { object }: CheckContext['world'],
  { path }: Injection,
): string[] {
  return containersOf(podSpec(object))
    .filter(({ container }) =>
      listOf(container, 'volumeMounts').some(
        ({ mountPath }) => String(mountPath).replace(/\/+$/, '') === path,
      ),
    )
    .map(({ container }) => String(container.name));
}

/** Containers with a key that an annotation keeps from the webhook. */
function skippedWithKey({ object, workload }: CheckContext['world']): string[] {
  const skipped = skippedContainers(object);
  return [...new Set(workload.references.map(({ container }) => container))]
    .filter(name => skipped.has(name))
    .sort();
}
