import { statSync } from 'node:fs';
import path from 'node:path';
import {
  auditObjects,
  ChangeImpossibleError,
  changeOverlay,
  changeOwnPatches,
  CustomResourceRule,
  FAILS_CHANGED,
  Fix,
  KubernetesObject,
  ObjectName,
  overlayProblem,
  planFixes,
  RenderError,
  WorkloadChange,
} from 'backstage-plugin-irsa-node';
import { environmentsOf, Kustomizations } from './environments';
import { renderWith } from './renderWith';
import { RoleArn } from './roleArn';

export interface OverlayOptions {
  /** Every object of the files, as they are written. */
  objects: readonly KubernetesObject[];
  /** Secrets and ConfigMaps of them that no kustomization takes over. */
  beside: readonly KubernetesObject[];
  /** Those of them that name no namespace in their file. */
  unplaced: ReadonlySet<KubernetesObject>;
  /** Of objects that no kustomization gives one either. */
  defaultNamespace?: string;
  kustomizations: Kustomizations;
  roleArn: RoleArn;
  region?: string;
  catalogue: readonly CustomResourceRule[];
  env: NodeJS.ProcessEnv;
}

/** What came of one environment. */
export type Patched = { environment: string } & (
  | { fix: Fix; texts: ReadonlyMap<string, string> }
  /** Nothing to do: what is rendered has no key. */
  | { fix?: undefined; reason?: undefined }
  | { fix?: undefined; reason: string }
);

/**
 * Takes the key of a workload of a shared base out in one environment, by a patch in its overlay. What Kustomize makes of it is compared
 * before anything is written.
 */
export async function fixOverlay(
  object: ObjectName,
  kustomization: string,
  texts: ReadonlyMap<string, string>,
  options: OverlayOptions,
): Promise<Patched> {
  const folder = path.dirname(kustomization);
  const environment = path.basename(folder);
  try {
    const before = await renderWith(
      treeOf(kustomization, options.kustomizations),
      folder,
      texts,
      options.env,
    );
    const base = asWritten(named(options.objects, object), options);
    const rendered = base && renderedAs(before, base);
    if (!base || !rendered) {
      return {
        environment,
        reason: `What Kustomize makes of ${object.kind} ${object.name} there cannot be told. Make the patch by hand.`,
      };
    }
    const applied = before.map(each => ({
      ...each,
      metadata: {
        ...each.metadata,
        namespace: each.metadata?.namespace ?? options.defaultNamespace,
      },
    }));
    const known = [...applied, ...options.beside];
    const fix = planFixes(
      known,
      auditObjects(known, { catalogue: options.catalogue }),
      {
        region: options.region,
        roleArn: (workload, account) =>
          options.roleArn(workload, account, environment),
      },
    ).find(
      each =>
        each.object.kind === rendered.kind &&
        each.object.name === rendered.metadata?.name,
    );
    if (!fix) {
      return { environment };
    }
    if (!fix.change) {
      return { environment, reason: fix.reason };
    }
    const { change } = fix;
    const place = { kustomization, texts, base, rendered, options };
    let reason = '';
    for (const write of [inOwnPatches, asPatch]) {
      const written = orReason(() => write(place, change));
      if (typeof written === 'string') {
        reason = written;
      } else if (written) {
        const after = await renderWith(
          treeOf(kustomization, options.kustomizations),
          folder,
          new Map([...texts, ...written]),
          options.env,
        ).catch(error => {
          if (error instanceof RenderError && error.problem === 'failed') {
            return undefined;
          }
          throw error;
        });
        const problem =
          after &&
          (overlayProblem(before, after, change) ??
            keyProblem(after, fix.object, options.catalogue));
        if (after && !problem) {
          return { environment, fix, texts: written };
        }
        reason = after
          ? `With a patch there, ${problem}. Make it by hand.`
          : FAILS_CHANGED;
      }
    }
    return { environment, reason };
  } catch (error) {
    if (
      error instanceof RenderError ||
      error instanceof ChangeImpossibleError
    ) {
      return { environment, reason: error.message };
    }
    throw error;
  }
}

interface Place {
  kustomization: string;
  texts: ReadonlyMap<string, string>;
  /** As it is written, and as it is rendered. */
  base: KubernetesObject;
  rendered: KubernetesObject;
  options: OverlayOptions;
}

type Written = ReadonlyMap<string, string>;

function orReason(
  write: () => Written | undefined,
): Written | string | undefined {
  try {
    return write();
  } catch (error) {
    if (error instanceof ChangeImpossibleError) {
      return error.message;
    }
    throw error;
  }
}

/** In the patches of this environment alone that bring the key; what they do not bring, by a patch more. */
function inOwnPatches(
  place: Place,
  change: WorkloadChange,
): Written | undefined {
  const { kustomization, texts, base, options } = place;
  const isOwn = (file: string) =>
    environmentsOf(file, options.kustomizations).length === 0 &&
    file.startsWith(path.dirname(kustomization) + path.sep);
  const posix = (file: string) => file.split(path.sep).join('/');
  const edited = changeOwnPatches({
    kustomization: {
      path: posix(kustomization),
      content: texts.get(kustomization) ?? '',
    },
    files: new Map([...texts].map(([file, text]) => [posix(file), text])),
    change,
    base,
    isOwn: file => isOwn(path.resolve(file)),
  });
  if (!edited) {
    return undefined;
  }
  const written = edited.files.map(
    each => [path.resolve(each.path), each.content] as const,
  );
  const { detach, serviceAccount } = edited.rest;
  const isDone =
    !serviceAccount &&
    !detach.serviceAccountName &&
    detach.removed.length + detach.added.length === 0;
  const now = new Map([...texts, ...written]);
  return new Map([
    ...written,
    ...(isDone ? [] : asPatch({ ...place, texts: now }, edited.rest)),
  ]);
}

function asPatch(
  { kustomization, texts, base, rendered, options }: Place,
  change: WorkloadChange,
): Written {
  const account = change.serviceAccount;
  const written = changeOverlay({
    kustomization: {
      path: kustomization.split(path.sep).join('/'),
      content: texts.get(kustomization) ?? '',
    },
    change,
    rendered,
    base,
    baseAccount:
      account &&
      asWritten(
        accountOf(options.objects, account.name, base, rendered),
        options,
      ),
    names: options.objects.map(({ metadata }) => metadata?.name ?? ''),
  });
  const changed = new Map(
    written.map(({ path: file, content }) => [path.resolve(file), content]),
  );
  const taken = [...changed.keys()].find(
    file => file !== kustomization && texts.has(file),
  );
  if (taken) {
    throw new ChangeImpossibleError(
      'different',
      `${path.basename(taken)} is there already. Look at what it does.`,
    );
  }
  return changed;
}

/** Without a namespace that its file does not have, which Kustomize would look for. */
function asWritten(
  object: KubernetesObject | undefined,
  { unplaced }: OverlayOptions,
): KubernetesObject | undefined {
  return object && unplaced.has(object)
    ? { ...object, metadata: { ...object.metadata, namespace: undefined } }
    : object;
}

function named(
  objects: readonly KubernetesObject[],
  { kind, namespace = '', name }: ObjectName,
): KubernetesObject | undefined {
  return objects.find(
    each =>
      each.kind === kind &&
      each.metadata?.name === name &&
      (each.metadata?.namespace ?? '') === namespace,
  );
}

/** The rendered object that comes from one of the base: its name may have got a beginning and an end. */
function renderedAs(
  rendered: readonly KubernetesObject[],
  base: KubernetesObject,
): KubernetesObject | undefined {
  const name = String(base.metadata?.name);
  const ofKind = rendered.filter(({ kind }) => kind === base.kind);
  const found =
    ofKind.filter(({ metadata }) => metadata?.name === name).length > 0
      ? ofKind.filter(({ metadata }) => metadata?.name === name)
      : ofKind.filter(({ metadata }) => metadata?.name?.includes(name));
  return found.length === 1 ? found[0] : undefined;
}

/** The ServiceAccount as it is written, by its rendered name. */
function accountOf(
  objects: readonly KubernetesObject[],
  account: string,
  base: KubernetesObject,
  rendered: KubernetesObject,
): KubernetesObject | undefined {
  const [from, to] = [
    String(base.metadata?.name),
    String(rendered.metadata?.name),
  ];
  const at = to.indexOf(from);
  const [head, tail] = [to.slice(0, at), to.slice(at + from.length)];
  const plain =
    account.startsWith(head) && account.endsWith(tail)
      ? account.slice(head.length, account.length - tail.length)
      : account;
  return objects.find(
    ({ kind, metadata }) =>
      kind === 'ServiceAccount' && metadata?.name === plain,
  );
}

/** The closest folder that has the kustomization and all that it takes over. */
function treeOf(kustomization: string, known: Kustomizations): string {
  const places = new Set<string>();
  const visit = (place: string) => {
    if (places.has(place)) {
      return;
    }
    places.add(place);
    for (const [file, included] of known) {
      if (file === place || path.dirname(file) === place) {
        places.add(path.dirname(file));
        included.forEach(visit);
      }
    }
  };
  visit(kustomization);
  return [...places]
    .map(place =>
      statSync(place, { throwIfNoEntry: false })?.isDirectory()
        ? place
        : path.dirname(place),
    )
    .reduce((common, folder) => {
      let closest = common;
      while (path.relative(closest, folder).startsWith('..')) {
        closest = path.dirname(closest);
      }
      return closest;
    });
}

function keyProblem(
  objects: readonly KubernetesObject[],
  { kind, name }: ObjectName,
  catalogue: readonly CustomResourceRule[],
): string | undefined {
  const found = auditObjects(objects, { catalogue }).some(
    finding =>
      finding.kind === kind &&
      finding.name === name &&
      (finding.verdict === 'static-aws' || finding.verdict === 'irsa-shadowed'),
  );
  return found ? 'the workload would still get a key' : undefined;
}
