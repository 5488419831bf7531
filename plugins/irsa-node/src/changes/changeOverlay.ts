import { isDeepStrictEqual } from 'node:util';
import { isSeq, stringify } from 'yaml';
import { KubernetesObject } from '../audit/types';
import {
  AccountChange,
  WorkloadChange,
  WorkloadChanges,
} from './changeManifests';
import { Json, listOf } from './detach/podFields';
import { annotated, detached, listChanges, podSpecPath } from './listChanges';
import { writtenName } from './kustomize/writtenName';
import { Splices } from './Splices';
import { ChangeImpossibleError, TextFile } from './types';
import { ManifestFile } from './yaml/ManifestFile';
import { isShared, pairOf, usedAnchors } from './yaml/nodes';
import { asMap, TextEditor } from './yaml/TextEditor';

/** A change of what one kustomization renders. Names and elements in `change` are those of the rendered objects. */
export interface OverlayChange {
  /** The kustomization of this environment. */
  kustomization: TextFile;
  change: WorkloadChange;
  /** The workload as it is rendered, and as the base writes it. */
  rendered: KubernetesObject;
  base: KubernetesObject;
  /** The ServiceAccount as its file writes it; absent for a new one. */
  baseAccount?: KubernetesObject;
  /** Names of objects as the files have them: rendered ones may have a beginning, an end and a hash. */
  names?: readonly string[];
}

/**
 * Writes a change as a patch in the overlay of one environment, so that a base that others share stays as it is: a strategic merge
 * patch beside the kustomization, and its line under `patches`. Pure. The caller renders the result and compares it (`overlayProblem`).
 *
 * https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/patches/
 *
 * @returns the kustomization and the new files. Throws ChangeImpossibleError.
 */
export function changeOverlay(input: OverlayChange): TextFile[] {
  const { kustomization, change, base } = input;
  const name = String(base.metadata?.name);
  const folder = kustomization.path.replace(/[^/]*$/, '');
  const patchFile = `irsa-${name}.yaml`;
  const accountFile = `irsa-${name}-serviceaccount.yaml`;
  const account = change.serviceAccount;
  const nameInFiles = (rendered: string) =>
    writtenName(rendered, name, String(input.rendered.metadata?.name));
  const patch = workloadPatch(input, name, nameInFiles);
  const documents: Json[] = patch ? [patch] : [];
  const added: {
    path: string;
    objects: Json[];
    list: string;
    item: unknown;
  }[] = [];
  if (account?.action === 'annotate') {
    documents.push(accountPatch(input, account));
  } else if (account) {
    added.push({
      path: accountFile,
      objects: [
        {
          apiVersion: 'v1',
          kind: 'ServiceAccount',
          metadata: {
            name: nameInFiles(account.name),
            ...(base.metadata?.namespace
              ? { namespace: base.metadata.namespace }
              : {}),
            annotations: account.annotations,
          },
          ...account.copied,
        },
      ],
      list: 'resources',
      item: accountFile,
    });
  }
  if (documents.length > 0) {
    added.push({
      path: patchFile,
      objects: documents,
      list: 'patches',
      item: { path: patchFile },
    });
  }
  return [
    { path: kustomization.path, content: withItems(kustomization, added) },
    ...added.map(({ path, objects }) => ({
      path: folder + path,
      content: objects
        .map(each => stringify(each, { lineWidth: 0 }))
        .join('---\n'),
    })),
  ];
}

function accountPatch(
  { baseAccount, kustomization: { path }, base }: OverlayChange,
  account: AccountChange,
): Json {
  if (!baseAccount) {
    throw new ChangeImpossibleError(
      'noServiceAccount',
      `ServiceAccount ${account.name} of ${base.kind} ${base.metadata?.name} is in none of the files that ${path} takes over, so no patch gives it the role. Add it there, or give it the annotation where it is written.`,
      { path },
    );
  }
  const { name, namespace } = baseAccount.metadata ?? {};
  return {
    ...identityOf(baseAccount),
    metadata: {
      name,
      ...(namespace ? { namespace } : {}),
      annotations: account.annotations,
    },
  };
}

function identityOf({ apiVersion, kind }: KubernetesObject): Json {
  return { apiVersion, kind };
}

/**
 * What the patch says of the workload; undefined when that is nothing. Elements are named by their merge keys; `envFrom` has none, so it is
 * written whole.
 */
function workloadPatch(
  { change, rendered, base, kustomization, names = [] }: OverlayChange,
  name: string,
  nameInFiles: (rendered: string) => string,
): Json | undefined {
  const steps = podSpecPath(String(base.kind));
  const specIn = (object: KubernetesObject) =>
    steps.reduce<Json>((node, step) => (node?.[step] ?? {}) as Json, object);
  const [baseSpec, spec] = [specIn(base), specIn(rendered)];
  const patch: Json = {};
  for (const each of listChanges(spec, change.detach, kustomization.path)) {
    const { list, container, removed, added } = each;
    const owner = container
      ? containerPatch(
          patch,
          container.field,
          listOf(spec, container.field)[container.index],
        )
      : patch;
    const before = container
      ? listOf(spec, container.field)[container.index]
      : spec;
    const written = container
      ? listOf(baseSpec, container.field).find(
          ({ name: given }) => given === before.name,
        )
      : baseSpec;
    if (list === 'envFrom') {
      const present = listOf(before, 'envFrom');
      const own = listOf(written, 'envFrom');
      // Where patches have changed the list, what is rendered counts.
      const whole =
        own.length === present.length
          ? own
          : present.map(source => inWordsOfFiles(source, names));
      const kept = whole.filter((_, at) => !removed.includes(at));
      owner.envFrom = kept.length > 0 ? kept : null;
    } else {
      owner[list] = [
        ...removed.map(at => ({
          ...mergeKey(list, listOf(before, list)[at]),
          $patch: 'delete',
        })),
        ...added.map(variable => inWordsOfBase(variable, before, written)),
      ];
    }
  }
  if (change.detach.serviceAccountName) {
    patch.serviceAccountName = nameInFiles(change.detach.serviceAccountName.to);
  }
  if (Object.keys(patch).length === 0) {
    return undefined;
  }
  return {
    ...identityOf(base),
    metadata: {
      name,
      ...(base.metadata?.namespace
        ? { namespace: base.metadata.namespace }
        : {}),
    },
    ...steps.reduceRight<Json>((inner, step) => ({ [step]: inner }), patch),
  };
}

function containerPatch(patch: Json, field: string, container: Json): Json {
  const list = listOf(patch, field);
  const known = list.find(({ name }) => name === container.name);
  const own = known ?? { name: container.name };
  patch[field] = known ? list : [...list, own];
  return own;
}

function mergeKey(list: string, element: Json): Json {
  return list === 'volumeMounts'
    ? { mountPath: element.mountPath }
    : { name: element.name };
}

/** A variable whose object has the name of the base: what Kustomize renders may have a hash at its end. */
function inWordsOfBase(
  variable: Json,
  rendered: Json,
  base: Json | undefined,
): Json {
  const from = variable.valueFrom as Json | undefined;
  const words = JSON.stringify(variable);
  if (!from) {
    return variable;
  }
  const copy = JSON.parse(words) as Json;
  for (const [field, source] of [
    ['secretKeyRef', 'secretRef'],
    ['configMapKeyRef', 'configMapRef'],
  ]) {
    const reference = (copy.valueFrom as Json)[field] as Json | undefined;
    const at = listOf(rendered, 'envFrom').findIndex(
      each => (each[source] as Json | undefined)?.name === reference?.name,
    );
    const own = listOf(base, 'envFrom')[at]?.[source] as Json | undefined;
    if (reference && own) {
      reference.name = own.name;
    }
  }
  return copy;
}

/** A source of variables by the name that the files have: the longest that is in the rendered one. */
function inWordsOfFiles(source: Json, names: readonly string[]): Json {
  return Object.fromEntries(
    Object.entries(source).map(([field, value]) => {
      const rendered = (value as Json | null)?.name;
      const [name = rendered] = names
        .filter(each => String(rendered).includes(each))
        .sort((a, b) => b.length - a.length);
      return [
        field,
        rendered === undefined ? value : { ...(value as Json), name },
      ];
    }),
  );
}

/** The kustomization with more items in its lists; everything else byte for byte. Throws ChangeImpossibleError. */
export function withItems(
  { path, content }: TextFile,
  added: readonly { list: string; item: unknown }[],
): string {
  const file = new ManifestFile(path, content);
  const [document, ...others] = file.documents;
  const map = asMap(document?.contents);
  if (!map || others.length > 0) {
    throw new ChangeImpossibleError(
      'unreadable',
      `${path} is not one kustomization that could be read.`,
      { path },
    );
  }
  const splices = new Splices(content);
  const editor = new TextEditor(splices);
  const used = usedAnchors(document);
  for (const { list, item } of added) {
    const present = pairOf(map, list)?.value;
    if (present && (!isSeq(present) || isShared(present, used, false))) {
      throw new ChangeImpossibleError(
        'anchor',
        `In ${path}, ${list} is no list of its own. Write it out first.`,
        { path },
      );
    }
    editor.changeList(map, list, [], [item]);
  }
  const after = new ManifestFile(path, splices.result());
  const wanted = document.toJS() as Json;
  for (const { list, item } of added) {
    wanted[list] = [...((wanted[list] as unknown[] | null) ?? []), item];
  }
  if (!after.isReadable || !isDeepStrictEqual(after.values(), [wanted])) {
    throw new ChangeImpossibleError(
      'unproven',
      `${path} is written in a way in which no line could be added without touching more. Add the patch by hand.`,
      { path },
    );
  }
  return after.content;
}

/** Rendered objects as changes are to leave them; a ServiceAccount that is to be made is not among them. */
export function plannedObjects(
  before: readonly KubernetesObject[],
  changes: WorkloadChanges,
): KubernetesObject[] {
  return before.map(each =>
    [changes]
      .flat()
      .reduce<KubernetesObject>(planned, JSON.parse(JSON.stringify(each))),
  );
}

function planned(
  object: KubernetesObject,
  { workload, detach, serviceAccount }: WorkloadChange,
): KubernetesObject {
  const { kind, metadata } = object;
  if (kind === workload.kind && metadata?.name === workload.name) {
    return detached(object as Json, detach) as KubernetesObject;
  }
  return serviceAccount?.action === 'annotate' &&
    kind === 'ServiceAccount' &&
    metadata?.name === serviceAccount.name
    ? (annotated(
        object as Json,
        serviceAccount.annotations,
      ) as KubernetesObject)
    : object;
}

/** What to add to the name of a hook of Helm, which may have the name of another object; nothing for what is none. */
export function hookInWords(metadata: KubernetesObject['metadata']): string {
  const hook = metadata?.annotations?.['helm.sh/hook'];
  return hook ? ` (hook ${hook})` : '';
}

/**
 * Whether what is rendered after a change is what was planned: the workload and its ServiceAccount as planned, all other objects as they
 * were. Undefined when it is; else what is not, without a value.
 */
export function overlayProblem(
  before: readonly KubernetesObject[],
  after: readonly KubernetesObject[],
  change: WorkloadChanges,
): string | undefined {
  const made = new Set(
    [change]
      .flat()
      .flatMap(({ serviceAccount }) =>
        serviceAccount?.action === 'create' ? [serviceAccount.name] : [],
      ),
  );
  const idOf = ({ apiVersion, kind, metadata }: KubernetesObject) =>
    `${apiVersion} ${kind} ${metadata?.namespace ?? ''}/${
      metadata?.name
    }${hookInWords(metadata)}`;
  const expected = plannedObjects(before, change);
  const wanted = new Map(expected.map(each => [idOf(each), each]));
  const present = new Map(after.map(each => [idOf(each), each]));
  const fresh = [...present].filter(([id]) => !wanted.has(id));
  const isNew =
    fresh.length === made.size &&
    fresh.every(
      ([, { kind, metadata }]) =>
        kind === 'ServiceAccount' && made.has(String(metadata?.name)),
    );
  if (!isNew) {
    return `other objects would be made (${
      fresh.map(([id]) => id).join(', ') || 'no ServiceAccount'
    })`;
  }
  const wrong = [...wanted].find(
    ([id, object]) => !isDeepStrictEqual(plain(object), plain(present.get(id))),
  );
  return wrong ? `${wrong[0]} would not be as planned` : undefined;
}

/** Without empty lists and null, which say nothing, and with variables in one order. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(plain);
  }
  if (!value || typeof value !== 'object') {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value)
      .filter(
        ([, inner]) =>
          inner !== null && !(Array.isArray(inner) && inner.length === 0),
      )
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, inner]) => [
        field,
        field === 'env' && Array.isArray(inner)
          ? [...inner]
              .sort((a, b) => (String(a.name) < String(b.name) ? -1 : 1))
              .map(plain)
          : plain(inner),
      ]),
  );
}
