import { around } from '../world/surroundings';
import { Json, listOf } from '../world/podTemplate';
import { answer, CheckContext, PlanCheck, short } from './PlanCheck';
import { scaledObjectsOf } from './scaledObjects';

/**
 * KEDA asks AWS how long a queue is, and may take the key for that from the variables of the workload that it scales. It reads them
 * from the workload's template, so they are gone for it as well.
 * https://keda.sh/docs/latest/concepts/authentication/
 */
export const scalers: PlanCheck = context => {
  const { world, target } = context;
  const { items } = world.surroundings;
  const { unknown } = around(world.surroundings, [
    'ScaledObject.keda.sh',
    'TriggerAuthentication.keda.sh',
    'ClusterTriggerAuthentication.keda.sh',
  ]);
  const scaling = scaledObjectsOf(world);
  if (scaling.length === 0) {
    return unknown.length > 0
      ? answer('scalers', 'F47', {
          state: 'notChecked',
          params: { notRead: unknown },
          message: `Whether KEDA takes the key from this workload is not known: ${short(
            unknown,
          )} could not be listed.`,
          evidence: 'Answers of the cluster.',
          fix: 'Give the portal the auditor role of the documentation, then make a new plan.',
        })
      : undefined;
  }
  const scaledBy = scaling.map(nameOf);
  const lost = lostVariables(context);
  const reading = scaling.filter(object =>
    variablesOf(object, items).some(variable => lost.has(variable)),
  );
  if (reading.length > 0) {
    return answer('scalers', 'F47', {
      state: 'blocked',
      params: { scalers: reading.map(nameOf) },
      message: `KEDA's ScaledObject ${short(
        reading.map(nameOf),
      )} takes the key from the variables of this workload to look at its queue. Without them it stops scaling.`,
      evidence: 'Triggers of the ScaledObject and their TriggerAuthentication.',
      fix: "Let it use an identity of KEDA's own (a TriggerAuthentication with podIdentity.provider: aws), then make a new plan.",
    });
  }
  const secrets = new Set(world.objects.map(object => object.name));
  const holding = scaling.filter(object =>
    secretsOf(object, items).some(secret => secrets.has(secret)),
  );
  if (holding.length > 0) {
    return answer('scalers', 'F47', {
      state: 'warning',
      params: { scalers: holding.map(nameOf) },
      message: `KEDA's ScaledObject ${short(
        holding.map(nameOf),
      )} takes the same key from the Secret by itself. It goes on using it until it is changed.`,
      evidence: 'TriggerAuthentications of the ScaledObject.',
      fix: "Give it an identity of KEDA's own before the key is switched off.",
    });
  }
  const asRole = scaling.filter(object => usesTheRole(object, items));
  if (asRole.length > 0) {
    return answer('scalers', 'F47', {
      state: 'warning',
      params: { scalers: asRole.map(nameOf) },
      message: `KEDA's ScaledObject ${short(
        asRole.map(nameOf),
      )} works as the role in the annotation of the workload's ServiceAccount, ${
        target.identity.kind === 'irsa'
          ? "which is new. KEDA's own role may not assume it"
          : 'where EKS Pod Identity writes none'
      }, and then it stops scaling.`,
      evidence: 'podIdentity of the TriggerAuthentication.',
      fix: "Let it work as KEDA's own role (podIdentity.provider: aws without identityOwner: workload), and allow that role to look at the queue.",
    });
  }
  const bare = scaling.filter(object => triggersOf(object).some(isBare));
  if (bare.length > 0) {
    return answer('scalers', 'F47', {
      state: 'warning',
      params: { scalers: bare.map(nameOf) },
      message: `A trigger of KEDA's ScaledObject ${short(
        bare.map(nameOf),
      )} asks AWS and does not say as whom. Older versions of KEDA then take AWS_ACCESS_KEY_ID from the variables of this workload, which go.`,
      evidence: 'Triggers of the ScaledObject.',
      fix: "Let it use an identity of KEDA's own (a TriggerAuthentication with podIdentity.provider: aws).",
    });
  }
  const missing = scaling.filter(object =>
    referencesOf(object).some(reference => !authentication(reference, items)),
  );
  return answer('scalers', 'F47', {
    state: unknown.length > 0 || missing.length > 0 ? 'notChecked' : 'passed',
    params: { scalers: scaledBy, notRead: unknown },
    message:
      unknown.length > 0 || missing.length > 0
        ? `KEDA scales this workload (${short(
            scaledBy,
          )}). Where it takes its credentials from could not be read.`
        : `KEDA scales this workload (${short(
            scaledBy,
          )}) without the key of its variables.`,
    evidence: 'Triggers of the ScaledObject and their TriggerAuthentication.',
  });
};

type Items = CheckContext['world']['surroundings']['items'];

function nameOf(object: Json): string {
  return String((object.metadata as Json).name);
}

/** Variables that are gone afterwards, in any container. */
function lostVariables({ world, intent }: CheckContext): Set<string> {
  const kept = new Set(
    (intent?.added ?? []).map(({ variable }) => String(variable.name)),
  );
  return new Set([
    ...world.workload.references.flatMap(({ envNames }) => envNames),
    ...(intent?.removed ?? [])
      .filter(({ list }) => list === 'env')
      .map(({ element }) => String(element.name))
      .filter(name => !kept.has(name)),
  ]);
}

function variablesOf(object: Json, items: Items): string[] {
  const direct = triggersOf(object).flatMap(({ metadata }) =>
    Object.entries((metadata ?? {}) as Json)
      .filter(([field]) => /FromEnv$/i.test(field))
      .map(([, variable]) => String(variable)),
  );
  const named = referencesOf(object).flatMap(reference =>
    listOf(authentication(reference, items)?.spec as Json, 'env').map(
      ({ name }) => String(name),
    ),
  );
  return [...direct, ...named];
}

function secretsOf(object: Json, items: Items): string[] {
  return referencesOf(object).flatMap(reference =>
    listOf(
      authentication(reference, items)?.spec as Json,
      'secretTargetRef',
    ).map(({ name }) => String(name)),
  );
}

/** Providers that take the role of the workload's ServiceAccount: https://keda.sh/docs/latest/authentication-providers/aws/ */
function usesTheRole(object: Json, items: Items): boolean {
  return referencesOf(object).some(reference => {
    const identity = (
      authentication(reference, items)?.spec as Json | undefined
    )?.podIdentity as Json | undefined;
    return (
      (identity?.provider === 'aws' && identity.identityOwner === 'workload') ||
      (identity?.provider === 'aws-eks' &&
        !triggersOf(object).some(
          ({ metadata }) =>
            (metadata as Json | undefined)?.identityOwner === 'operator',
        ))
    );
  });
}

/** Whether a trigger asks AWS without saying as whom. */
function isBare({ type, metadata, authenticationRef }: Json): boolean {
  const fields = (metadata ?? {}) as Json;
  return (
    /^aws-/.test(String(type)) &&
    !authenticationRef &&
    fields.identityOwner !== 'operator' &&
    fields.awsAccessKeyIDFromEnv === undefined
  );
}

function triggersOf(object: Json): Json[] {
  return listOf(object.spec as Json, 'triggers');
}

function referencesOf(object: Json): Json[] {
  return triggersOf(object).flatMap(({ authenticationRef }) =>
    authenticationRef ? [authenticationRef as Json] : [],
  );
}

function authentication(reference: Json, items: Items): Json | undefined {
  const kind =
    reference.kind === 'ClusterTriggerAuthentication'
      ? 'ClusterTriggerAuthentication.keda.sh'
      : 'TriggerAuthentication.keda.sh';
  return items[kind]?.find(object => nameOf(object) === reference.name);
}
