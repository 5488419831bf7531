import { containersOf, Json, listOf, podSpec } from '../world/podTemplate';
import { answer, CheckContext, PlanCheck } from './PlanCheck';

const LABELS = ['kubernetes.io/os', 'beta.kubernetes.io/os'];

/** Words that images of Windows have in path or tag; `windows` only as a whole part of them: `time-windows:1` is none. */
const WINDOWS_IMAGE =
  /nanoserver|servercore|ltsc20\d\d|\/windows\/|:([\w.-]*-)?win(dows)?(-|@|$|20\d\d|1\d{3})/i;

/**
 * The webhook writes the Windows path of the token only when `nodeSelector` says `kubernetes.io/os: windows`. Chosen in another way,
 * Windows Pods get the path of Linux, and the SDK finds no token.
 * https://github.com/aws/amazon-eks-pod-identity-webhook
 */
export const operatingSystem: PlanCheck = context => {
  const spec = podSpec(context.world.object);
  const selector = (spec.nodeSelector ?? {}) as Record<string, string>;
  const signs = isOnLinux(spec) ? [] : signsOfWindows(context);
  const isRewritten = selector['kubernetes.io/os'] === 'windows';
  if (isRewritten) {
    return answer('operating-system', 'F43', {
      state: 'passed',
      message:
        'The Pods run on Windows by nodeSelector, so the webhook gives them the Windows path of the token.',
      evidence: 'nodeSelector of the Pod template.',
    });
  }
  if (signs.length === 0) {
    return runtimeUnknown(context);
  }
  return answer('operating-system', 'F43', {
    state: 'warning',
    params: { signs },
    message: `The Pods seem to run on Windows (${signs.join(
      ', ',
    )}), but nodeSelector does not say so. The webhook then writes the token's path of Linux, and the SDK finds no token.`,
    evidence: 'Pod template and RuntimeClass.',
    fix: 'Add nodeSelector "kubernetes.io/os: windows" to the Pod template, then make a new plan.',
  });
};

function signsOfWindows({ world }: CheckContext): string[] {
  const spec = podSpec(world.object);
  const selector = (spec.nodeSelector ?? {}) as Record<string, string>;
  const runtime = runtimeClass(world);
  const scheduling = ((runtime?.scheduling as Json | undefined)?.nodeSelector ??
    {}) as Record<string, string>;
  const isWindows = (labels: Record<string, string>) =>
    LABELS.some(label => labels[label] === 'windows') ||
    'node.kubernetes.io/windows-build' in labels;
  const security = [
    spec,
    ...containersOf(spec).map(({ container }) => container),
  ].map(each => each.securityContext as Json | undefined);
  return [
    ...((spec.os as Json | undefined)?.name === 'windows'
      ? ['os.name windows']
      : []),
    ...(isWindows(selector) ? ['another label in nodeSelector'] : []),
    ...(affinityTerms(spec).some(isWindowsTerm) ? ['node affinity'] : []),
    ...(isWindows(scheduling) ? [`RuntimeClass ${spec.runtimeClassName}`] : []),
    ...(listOf(spec, 'tolerations').some(({ key, value }) =>
      /windows/i.test(`${key} ${value}`),
    )
      ? ['toleration']
      : []),
    ...(security.some(each => each?.windowsOptions) ? ['windowsOptions'] : []),
    ...(containersOf(spec).some(({ container }) =>
      WINDOWS_IMAGE.test(String(container.image)),
    )
      ? ['image']
      : []),
  ];
}

/** Whether the Pods go to Linux nodes only, whatever else they would bear: many charts tolerate the taints of all nodes. */
function isOnLinux(spec: Json): boolean {
  const selector = (spec.nodeSelector ?? {}) as Record<string, string>;
  const required = requiredTerms(spec);
  return (
    LABELS.some(label => selector[label] === 'linux') ||
    (spec.os as Json | undefined)?.name === 'linux' ||
    (required.length > 0 && required.every(isLinuxTerm))
  );
}

function isLinuxTerm(term: Json): boolean {
  return listOf(term, 'matchExpressions').some(({ key, operator, values }) => {
    const named = ((values ?? []) as string[]).map(String);
    return LABELS.includes(String(key)) && operator === 'In'
      ? named.length > 0 && named.every(name => name === 'linux')
      : LABELS.includes(String(key)) &&
          operator === 'NotIn' &&
          named.includes('windows');
  });
}

function requiredTerms(spec: Json): Json[] {
  const affinity = (spec.affinity as Json | undefined)?.nodeAffinity as
    | Json
    | undefined;
  const required = affinity?.requiredDuringSchedulingIgnoredDuringExecution as
    | Json
    | undefined;
  return listOf(required, 'nodeSelectorTerms');
}

function affinityTerms(spec: Json): Json[] {
  const affinity = (spec.affinity as Json | undefined)?.nodeAffinity as
    | Json
    | undefined;
  return [
    ...requiredTerms(spec),
    ...listOf(affinity, 'preferredDuringSchedulingIgnoredDuringExecution').map(
      ({ preference }) => (preference ?? {}) as Json,
    ),
  ];
}

function isWindowsTerm(term: Json): boolean {
  return listOf(term, 'matchExpressions').some(({ key, operator, values }) => {
    const named = ((values ?? []) as string[]).map(String);
    if (key === 'node.kubernetes.io/windows-build') {
      return operator !== 'DoesNotExist';
    }
    return (
      LABELS.includes(String(key)) &&
      (operator === 'NotIn'
        ? named.includes('linux') && !named.includes('windows')
        : named.includes('windows'))
    );
  });
}

function runtimeClass({ object, surroundings }: CheckContext['world']) {
  const name = podSpec(object).runtimeClassName;
  return surroundings.items['RuntimeClass.node.k8s.io']?.find(
    each => (each.metadata as Json).name === name,
  );
}

function runtimeUnknown({ world }: CheckContext) {
  const name = podSpec(world.object).runtimeClassName;
  return name !== undefined && !runtimeClass(world)
    ? answer('operating-system', 'F43', {
        state: 'notChecked',
        params: { runtimeClass: String(name) },
        message: `Which operating system RuntimeClass ${name} chooses is not known. On Windows the Pods need nodeSelector "kubernetes.io/os: windows".`,
        evidence:
          world.surroundings.notRead['RuntimeClass.node.k8s.io'] ??
          'The RuntimeClass is not there.',
        fix: 'Give the portal the auditor role of the documentation.',
      })
    : undefined;
}
