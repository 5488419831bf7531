import { isDeepStrictEqual } from 'node:util';
import { CredentialReference } from 'backstage-plugin-irsa-common';
import { flatten } from '../audit/objects/flatten';
import { ObjectIndex } from '../audit/objects/ObjectIndex';
import { AuditFinding, KubernetesObject } from '../audit/types';
import { kindOf } from '../kubernetes/kinds';
import { AccountChange, WorkloadChange } from './changeManifests';
import { isDelivery, keysHandedOn } from './deliveries';
import { detachIntent } from './detach/detachIntent';
import { Json, listOf } from './detach/podFields';
import { DetachImpossibleError, DetachIntent } from './detach/types';
import { variableReaders } from './detach/variableReaders';
import { deliveredWords, specOf, whyNotHere } from './whyNotHere';
import { ObjectName } from './yaml/ManifestFile';

const LAST_APPLIED = 'kubectl.kubernetes.io/last-applied-configuration';
const ROLE_ANNOTATION = 'eks.amazonaws.com/role-arn';

export interface FixOptions {
  /** The role that a workload is to have. */
  roleArn: (workload: ObjectName, serviceAccount: string) => string;
  /** Given to containers that lose their key and name no region. */
  region?: string;
  /**
   * Whether a ServiceAccount that several workloads share gets the role itself where all of them lose a key and are to have the same role.
   * Else each gets one of its own.
   */
  sharesAccounts?: boolean;
}

/** What can be done for one object with a key: a change, or the reason why a person has to do it. */
export type Fix = { object: ObjectName } & (
  | { change: WorkloadChange; reason?: undefined }
  | { change?: undefined; reason: string }
);

/**
 * What manifests need so that no workload in them gets a static key of AWS: the same end state that a migration brings about in a
 * cluster, by the same rules. Secrets and ConfigMaps stay as they are. Pure.
 */
export function planFixes(
  objects: Iterable<unknown>,
  findings: readonly AuditFinding[],
  options: FixOptions,
): Fix[] {
  const all = [...flatten(objects)];
  const index = new ObjectIndex(all, 2);
  const byObject = new Map<string, AuditFinding[]>();
  for (const finding of findings) {
    if (finding.verdict !== 's3-compatible' && !isStored(finding)) {
      const { kind, namespace, name } = finding;
      const id = JSON.stringify([kind, namespace, name]);
      byObject.set(id, [...(byObject.get(id) ?? []), finding]);
    }
  }
  const valueOf = ({ kind, namespace, name }: AuditFinding) =>
    index.find(kind, namespace, name);
  const keyed = new Set(
    [...byObject].flatMap(([id, found]) => {
      const value = valueOf(found[0]);
      return !value ||
        whyNotHere(found, value) ||
        whyKept(value, detachOf(value, found, { index, options }))
        ? []
        : [id];
    }),
  );
  const ofFindings = [...byObject.values()].map((found): Fix => {
    const { kind, namespace, name } = found[0];
    const object = { kind, name, ...(namespace ? { namespace } : {}) };
    const value = valueOf(found[0]);
    const reason = whyNotHere(found, value);
    if (reason) {
      return { object, reason };
    }
    return value
      ? fixOf(object, value, found, { all, index, keyed, options })
      : { object, reason: 'It is made by something else; change that.' };
  });
  return [...ofFindings, ...handedOn(all, ofFindings)];
}

/** What deploys others and hands the key on, in texts that no finding is about. */
function handedOn(
  objects: readonly KubernetesObject[],
  known: readonly Fix[],
): Fix[] {
  return objects.filter(isDelivery).flatMap((each): Fix[] => {
    const { name = '', namespace } = each.metadata ?? {};
    const object = {
      kind: String(each.kind),
      name,
      ...(namespace ? { namespace } : {}),
    };
    const paths = keysHandedOn(each);
    return paths.length === 0 ||
      known.some(fix => isDeepStrictEqual(fix.object, object))
      ? []
      : [{ object, reason: deliveredWords(paths.join(', ')) }];
  });
}

/** Secrets and ConfigMaps keep their key until it was switched off. */
function isStored({ kind }: AuditFinding): boolean {
  return kind === 'Secret' || kind === 'ConfigMap';
}

interface Context {
  all: readonly KubernetesObject[];
  index: ObjectIndex;
  /** Workloads that can lose a key. */
  keyed: ReadonlySet<string>;
  options: FixOptions;
}

function fixOf(
  object: ObjectName,
  value: KubernetesObject,
  found: readonly AuditFinding[],
  context: Context,
): Fix {
  const without = whyKept(value, detachOf(value, found, context));
  if (without) {
    return { object, reason: without };
  }
  const account = found.some(({ identity }) => identity !== undefined)
    ? undefined
    : accountFor(object, value, context);
  if (account?.reason !== undefined) {
    return { object, reason: account.reason };
  }
  const detach = detachOf(value, found, context, account?.change.name);
  return typeof detach === 'string'
    ? { object, reason: detach }
    : {
        object,
        change: { workload: object, detach, serviceAccount: account?.change },
      };
}

/** Why a workload keeps its key, whatever ServiceAccount it gets; undefined when it can lose it. */
function whyKept(
  value: KubernetesObject,
  detach: DetachIntent | string,
): string | undefined {
  if (value.metadata?.annotations?.[LAST_APPLIED] !== undefined) {
    return `Its file has the annotation ${LAST_APPLIED}, which repeats the object with its key. It belongs in no file: take it out first.`;
  }
  return typeof detach === 'string' ? detach : undefined;
}

/** What takes the key out of the Pods of a workload, or the reason why a person has to do it. */
function detachOf(
  value: KubernetesObject,
  found: readonly AuditFinding[],
  { index, options }: Pick<Context, 'index' | 'options'>,
  serviceAccountName?: string,
): DetachIntent | string {
  const namespace = value.metadata?.namespace;
  const sure = found.filter(({ verdict }) => verdict !== 'uncertain');
  try {
    const detach = detachIntent(
      { spec: specOf(value) },
      // A finding has all that a reference of the portal has, apart from the last characters of the key.
      sure as unknown as CredentialReference[],
      {
        keysOf: (kind, name) => {
          const data = index.dataOf(kind, namespace ?? '', name);
          return data && [...data.keys()];
        },
        region: options.region,
        dropsLiterals: true,
        serviceAccountName,
      },
    );
    return (
      variableReaders(specOf(value), detach, (kind, name) =>
        index.find(kind, namespace, name),
      ) ?? detach
    );
  } catch (error) {
    if (error instanceof DetachImpossibleError) {
      return error.message;
    }
    throw error;
  }
}

function accountNameOf(value: KubernetesObject): string {
  return String(specOf(value).serviceAccountName ?? 'default');
}

/** The ServiceAccount that gets the role: the one that is there when nobody else uses it, else one of the workload's own. */
function accountFor(
  object: ObjectName,
  value: KubernetesObject,
  { all, index, keyed, options }: Context,
): { change: AccountChange; reason?: undefined } | { reason: string } {
  const namespace = object.namespace ?? '';
  const isHere = (each: KubernetesObject) =>
    (each.metadata?.namespace ?? '') === namespace;
  const users = (account: string) =>
    all.filter(
      each =>
        // Once more in the files of another environment, it is not another one.
        (each.kind !== object.kind || each.metadata?.name !== object.name) &&
        kindOf(each.kind)?.template !== undefined &&
        isHere(each) &&
        accountNameOf(each) === account,
    );
  const present = accountNameOf(value);
  const known = index.find('ServiceAccount', namespace, present);
  if (present !== 'default' && !known) {
    return {
      reason: `Its ServiceAccount ${present} is in none of the files. Name the file that it is written in.`,
    };
  }
  const isSharedBySame = () =>
    options.sharesAccounts === true &&
    known !== undefined &&
    users(present).every(each => {
      const user = { kind: String(each.kind), name: each.metadata?.name ?? '' };
      return (
        keyed.has(JSON.stringify([user.kind, object.namespace, user.name])) &&
        options.roleArn({ ...object, ...user }, present) ===
          options.roleArn(object, present)
      );
    });
  const isOwn =
    present !== 'default' && (users(present).length === 0 || isSharedBySame());
  const name = isOwn ? present : object.name;
  const target = isOwn
    ? known
    : index.find('ServiceAccount', namespace, object.name);
  if (!isOwn) {
    const bound = all.filter(
      each =>
        /^(Cluster)?RoleBinding$/.test(String(each.kind)) &&
        listOf(each as Json, 'subjects').some(
          subject =>
            subject.kind === 'ServiceAccount' && subject.name === present,
        ),
    );
    if (bound.length > 0) {
      return {
        reason: `It shares ServiceAccount ${present}, which has rights in the cluster by ${bound
          .map(each => `${each.kind} ${each.metadata?.name}`)
          .join(
            ', ',
          )}. Give it a ServiceAccount of its own with the same rights first.`,
      };
    }
    if (target && (name === present || users(name).length > 0)) {
      return {
        reason: `It shares ServiceAccount ${present}, and ServiceAccount ${name} is used by others too (${[
          ...new Set([...users(present), ...users(name)]),
        ]
          .map(each => `${each.kind} ${each.metadata?.name}`)
          .join(', ')}). Give it one of its own first.`,
      };
    }
  }
  const role = options.roleArn(object, name);
  const other = target?.metadata?.annotations?.[ROLE_ANNOTATION];
  if (other && other !== role) {
    return {
      reason: `ServiceAccount ${name} has the role ${other} already. Decide which one it is to have.`,
    };
  }
  const { imagePullSecrets, automountServiceAccountToken } = (known ??
    {}) as Json;
  return {
    change: {
      name,
      action: target ? 'annotate' : 'create',
      annotations: { [ROLE_ANNOTATION]: role },
      ...(target
        ? {}
        : {
            copied: {
              ...(imagePullSecrets === undefined ? {} : { imagePullSecrets }),
              ...(automountServiceAccountToken === undefined
                ? {}
                : { automountServiceAccountToken }),
            },
          }),
    },
  };
}
