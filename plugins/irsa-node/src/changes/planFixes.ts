import { CredentialReference } from 'backstage-plugin-irsa-common';
import { flatten } from '../audit/objects/flatten';
import { ObjectIndex } from '../audit/objects/ObjectIndex';
import { AuditFinding, KubernetesObject } from '../audit/types';
import { kindOf } from '../kubernetes/kinds';
import { AccountChange, WorkloadChange } from './changeManifests';
import { credentialVariables, isCredentialKey } from './detach/credentialNames';
import { detachIntent } from './detach/detachIntent';
import { Json, listOf } from './detach/podFields';
import { DetachImpossibleError } from './detach/types';
import { podSpecPath } from './listChanges';
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
  const keyed = new Set(
    [...byObject].flatMap(([id, found]) => (whyNotHere(found) ? [] : [id])),
  );
  return [...byObject.values()].map(found => {
    const { kind, namespace, name } = found[0];
    const object = { kind, name, ...(namespace ? { namespace } : {}) };
    const reason = whyNotHere(found);
    if (reason) {
      return { object, reason };
    }
    const value = index.find(kind, namespace, name);
    return value
      ? fixOf(object, value, found, { all, index, keyed, options })
      : { object, reason: 'It is made by something else; change that.' };
  });
}

/** Secrets and ConfigMaps keep their key until it was switched off. */
function isStored({ kind }: AuditFinding): boolean {
  return kind === 'Secret' || kind === 'ConfigMap';
}

/** Why no change of a Pod template helps; undefined when one does. */
function whyNotHere(found: readonly AuditFinding[]): string | undefined {
  const [{ kind, remedy }] = found;
  if (kind === 'Kustomization') {
    return `Kustomize renders a chart with Helm there, and has its values with the key (${[
      ...new Set(found.map(({ path }) => path)),
    ].join(
      ', ',
    )}). That is not done here: change the values by hand and look at what kustomize build --enable-helm makes, or keep the chart and a file of values in the repository and name the chart's folder.`;
  }
  if (!kindOf(kind)?.template) {
    return remedy
      ? `It makes no Pods. ${remedy.text}`
      : 'It makes no Pods; find out who uses the key.';
  }
  if (found.every(({ verdict }) => verdict === 'uncertain')) {
    return 'Whether it is a key of AWS is not certain. Look at it yourself.';
  }
  return found.map(whyByHand).find(Boolean);
}

/** A place where a role alone does not replace the key: the application itself reads it there. */
function whyByHand({
  container,
  containerType,
  location,
  path,
  envNames,
  keyNames,
  mountPath = '',
  verdict,
}: AuditFinding): string | undefined {
  if (verdict === 'uncertain') {
    return undefined;
  }
  if (verdict === 'ses-smtp') {
    return `It sends mail as an IAM user of the SMTP interface of SES (${
      [...new Set([...envNames, ...keyNames])].join(', ') || path
    }), which takes no role. Send through the API of SES instead, which does; until then, let the user send mail and nothing else.`;
  }
  if (!container || containerType === 'ephemeral') {
    return `It has a key in ${path}, which no change of its containers takes away. Remove it there first.`;
  }
  const others = envNames.filter(name => !credentialVariables.has(name));
  if (others.length > 0) {
    return `It takes its key from ${others.join(
      ', ',
    )}, which no SDK reads by itself. Change its code or settings first, so that it uses the role.`;
  }
  const files = location.startsWith('volume-')
    ? keyNames.filter(
        name => !isCredentialKey(name) && !/(^|\/)\.aws(\/|$)/.test(mountPath),
      )
    : [];
  return files.length > 0
    ? `It reads its key from the file ${files.join(
        ', ',
      )}, which may hold more. Take the key out of the file by hand, or change its settings first.`
    : undefined;
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
  const { index, options } = context;
  if (value.metadata?.annotations?.[LAST_APPLIED] !== undefined) {
    return {
      object,
      reason: `Its file has the annotation ${LAST_APPLIED}, which repeats the object with its key. It belongs in no file: take it out first.`,
    };
  }
  const sure = found.filter(({ verdict }) => verdict !== 'uncertain');
  const account = found.some(({ identity }) => identity !== undefined)
    ? undefined
    : accountFor(object, value, context);
  if (account?.reason !== undefined) {
    return { object, reason: account.reason };
  }
  try {
    const detach = detachIntent(
      { spec: specOf(value) },
      // A finding has all that a reference of the portal has, apart from the last characters of the key.
      sure as unknown as CredentialReference[],
      {
        keysOf: (kind, name) => {
          const data = index.dataOf(kind, object.namespace ?? '', name);
          return data && [...data.keys()];
        },
        region: options.region,
        dropsLiterals: true,
        serviceAccountName: account?.change.name,
      },
    );
    return {
      object,
      change: { workload: object, detach, serviceAccount: account?.change },
    };
  } catch (error) {
    if (error instanceof DetachImpossibleError) {
      return { object, reason: error.message };
    }
    throw error;
  }
}

function specOf(value: KubernetesObject): Json {
  return podSpecPath(String(value.kind)).reduce<Json>(
    (node, step) => (node[step] ?? {}) as Json,
    value,
  );
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
        reason: `It shares ServiceAccount ${present}, and ServiceAccount ${name} is used by others too. Give it one of its own first.`,
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
