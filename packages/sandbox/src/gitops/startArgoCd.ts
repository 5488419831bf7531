import { Clock } from '../clock';
import { HostedRepository } from '../git';
import { ClusterSandbox } from '../kubernetes';
import { Json, KubeObject } from '../kubernetes/types';
import {
  Application,
  fields,
  healthOf,
  readApplication,
  TRACKING,
  tracked,
  TrackedResource,
} from './application';
import { deleteObject, findObject } from './clusterObjects';
import { manifestsOf } from './manifestsOf';

const APPLICATIONS = { group: 'argoproj.io', plural: 'applications' };
const MANAGER = 'argocd-controller';
/** How much of what was applied an Application remembers. */
const KEPT = 10;

export interface ArgoCd {
  close(): Promise<void>;
}

interface Outcome {
  /** Of the branch; the last one that was applied where it cannot be told. */
  revision: string;
  /** What is in the cluster; empty when nothing was applied yet. */
  applied: string;
  sourceType?: string;
  resources: TrackedResource[];
  problem?: string;
}

/**
 * Keeps the Applications of a cluster as Argo CD does: applies the folder of the branch whenever the branch moves or an
 * object is changed by others (with `selfHeal`), and writes into the Application's status what it has done. Resolves when
 * each Application has been looked at once.
 */
export async function startArgoCd(options: {
  cluster: ClusterSandbox;
  clock: Clock;
  repositoryAt(url: string): HostedRepository | undefined;
  repositories: readonly HostedRepository[];
}): Promise<ArgoCd> {
  const { cluster, repositories } = options;
  let closed = false;
  let isDue = false;
  let working: Promise<void> | undefined;

  const work = async () => {
    while (isDue && !closed) {
      isDue = false;
      for (const object of cluster.store.list(APPLICATIONS)) {
        await reconcile(options, readApplication(object));
      }
    }
  };
  const wake = () => {
    isDue = true;
    working ??= work().finally(() => {
      working = undefined;
      if (isDue && !closed) {
        wake();
      }
    });
  };
  const stops = repositories.map(each => each.onChange(wake));
  stops.push(
    cluster.store.subscribe(({ resource, object, previous }) => {
      const isTracked = [object, previous].some(
        each => each?.metadata.annotations?.[TRACKING],
      );
      if (isTracked || resource === 'argoproj.io/applications') {
        wake();
      }
    }),
  );
  wake();
  await working;
  return {
    close: async () => {
      closed = true;
      stops.forEach(stop => stop());
      await working;
    },
  };
}

type Options = Parameters<typeof startArgoCd>[0];

async function reconcile(
  options: Options,
  application: Application,
): Promise<void> {
  const { cluster } = options;
  const before = fields(application.object.status);
  const outcome = await bring(options, application, before);
  const objects = outcome.resources.map(each => ({
    ...each,
    object: findObject(cluster, each),
  }));
  const { applied, problem } = outcome;
  const isSynced = !problem && applied === outcome.revision;
  const status = {
    sync: {
      status: isSynced ? 'Synced' : 'OutOfSync',
      // What it compares with, be it applied or not, as Argo CD has it.
      revision: outcome.revision,
      comparedTo: {
        source: fields(application.object.spec).source ?? {},
        destination: fields(application.object.spec).destination ?? {},
      },
    },
    ...(outcome.sourceType && { sourceType: outcome.sourceType }),
    resources: objects.map(({ object, ...resource }) => ({
      ...resource,
      status: object ? 'Synced' : 'OutOfSync',
      health: { status: healthOf(object) },
    })),
    health: { status: worst(objects.map(({ object }) => healthOf(object))) },
    conditions: problem ? [{ type: 'ComparisonError', message: problem }] : [],
    history: historyWith(before, applied),
    operationState: {
      phase: problem ? 'Failed' : 'Succeeded',
      syncResult: { revision: applied },
    },
  };
  const { reconciledAt: _, ...known } = before;
  // Written only when it says something new, or it would wake itself.
  if (JSON.stringify(sorted(known)) !== JSON.stringify(sorted(status))) {
    const { apiVersion, kind, metadata } = application.object;
    const { name, namespace } = metadata;
    await cluster.apply(
      [
        {
          apiVersion: apiVersion ?? 'argoproj.io/v1alpha1',
          kind: kind ?? 'Application',
          metadata: { name, namespace },
          status: {
            ...status,
            reconciledAt: new Date(options.clock.now()).toISOString(),
          },
        },
      ],
      { fieldManager: MANAGER, serverSide: true },
    );
  }
}

/** Applies what the branch says, and tells what was applied. */
async function bring(
  { cluster, repositoryAt }: Options,
  application: Application,
  before: ReturnType<typeof fields>,
): Promise<Outcome> {
  const last = resourcesIn(before.resources);
  const known = appliedIn(before);
  let target = known;
  try {
    const repository = repositoryAt(application.repoUrl);
    const branch =
      application.revision === 'HEAD'
        ? repository?.defaultBranch
        : application.revision;
    const revision = branch && (await repository?.git.commitOf(branch));
    if (!repository || !revision) {
      throw new Error(
        `${application.repoUrl}: unable to resolve '${application.revision}' to a commit SHA`,
      );
    }
    target = revision;
    if (!application.automated) {
      return { revision, applied: known, resources: last };
    }
    const { type, objects } = await manifestsOf(
      repository,
      revision,
      application.path,
    );
    const wanted = objects.map(each => tracked(application, each));
    const isSynced =
      known === revision && fields(before.sync).status === 'Synced';
    if (!isSynced || application.selfHeal) {
      await cluster.apply(
        wanted.map(({ object }) => object),
        { fieldManager: MANAGER, serverSide: true },
      );
    }
    const resources = wanted.map(({ resource }) => resource);
    if (application.prune) {
      for (const gone of last.filter(each => !includes(resources, each))) {
        await deleteObject(cluster, gone);
      }
    }
    return { revision, applied: revision, sourceType: type, resources };
  } catch (error) {
    return {
      revision: target,
      applied: known,
      resources: last,
      problem: (error as Error).message,
    };
  }
}

type Status = ReturnType<typeof fields>;

function historyOf({ history }: Status): Status[] {
  return Array.isArray(history) ? history.map(fields) : [];
}

/** The revision that was applied last; empty when none was. */
function appliedIn(status: Status): string {
  return String(historyOf(status).at(-1)?.revision ?? '');
}

/** https://argo-cd.readthedocs.io/en/stable/user-guide/commands/argocd_app_history/ */
function historyWith(before: Status, applied: string): Status[] {
  const history = historyOf(before);
  return applied === '' || applied === appliedIn(before)
    ? history
    : [
        ...history,
        { id: Number(history.at(-1)?.id ?? -1) + 1, revision: applied },
      ].slice(-KEPT);
}

function includes(
  resources: readonly TrackedResource[],
  { group, kind, namespace, name }: TrackedResource,
): boolean {
  return resources.some(
    each =>
      each.group === group &&
      each.kind === kind &&
      each.namespace === namespace &&
      each.name === name,
  );
}

function resourcesIn(value: Json | undefined): TrackedResource[] {
  return (Array.isArray(value) ? value : []).map(each => {
    const { group, version, kind, namespace, name } = fields(each);
    return {
      group: String(group ?? ''),
      version: String(version),
      kind: String(kind),
      namespace: String(namespace ?? ''),
      name: String(name),
    };
  });
}

function worst(all: readonly string[]): string {
  return (
    ['Missing', 'Progressing'].find(each => all.includes(each)) ?? 'Healthy'
  );
}

/** Keys in one order, at every depth. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map(sorted);
  }
  if (typeof value !== 'object' || value === null) {
    return value;
  }
  return Object.fromEntries(
    Object.entries(value as KubeObject)
      .sort(([left], [right]) => (left < right ? -1 : 1))
      .map(([key, each]) => [key, sorted(each)]),
  );
}
