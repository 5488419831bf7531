import {
  annotateAccount,
  auditObjects,
  changeCharted,
  ChangeImpossibleError,
  CustomResourceRule,
  Fix,
  HelmRelease,
  kindOf,
  KubernetesObject,
  ObjectName,
  planFixes,
  RenderError,
  TextFile,
  WorkloadChange,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
import { isObject } from '../json';
import { Done } from './applyAll';
import { ChartFolder } from './ChartFolder';
import { RoleArn } from './roleArn';

export interface ChartOptions {
  release: HelmRelease;
  roleArn: RoleArn;
  region?: string;
  catalogue: readonly CustomResourceRule[];
  env: NodeJS.ProcessEnv;
  /** Objects of other files, such as the Secrets that the chart's workloads name. */
  beside: readonly KubernetesObject[];
  /** Their files, by absolute path. */
  besideTexts: ReadonlyMap<string, string>;
  isWanted: (object: ObjectName) => boolean;
}

type Planned = Fix & { change: WorkloadChange };

/**
 * Takes the keys out of the workloads that a chart makes, by the values of its release. Each change is rendered before it counts; workloads
 * that share values or a ServiceAccount are changed together, or not at all. Throws CommandError when the chart cannot be rendered as it is.
 *
 * @returns what was done; texts by absolute path
 */
export async function fixChart(
  folder: ChartFolder,
  options: ChartOptions,
): Promise<Done> {
  const { release, catalogue, region, roleArn } = options;
  const rendered = await renderedBy(folder, options);
  const objects = [
    ...rendered.map(each => ({
      ...each,
      metadata: {
        ...each.metadata,
        namespace: each.metadata?.namespace ?? release.namespace,
      },
    })),
    ...options.beside,
  ];
  const fixes = planFixes(objects, auditObjects(objects, { catalogue }), {
    roleArn: (workload, account) => roleArn(workload, account),
    region,
    sharesAccounts: true,
  }).filter(({ object }) => options.isWanted(object));
  const now: Texts = {
    chart: new Map(folder.texts),
    beside: new Map(options.besideTexts),
  };
  const done = new Set<Fix>();
  const left = new Map<Fix, string>();
  const planned: Planned[] = [];
  for (const fix of fixes) {
    if (fix.change) {
      planned.push(fix);
    } else {
      left.set(fix, fix.reason);
    }
  }
  const attempt = async (group: readonly Planned[]) => {
    try {
      await change(group, rendered, now, folder, options);
      group.forEach(fix => {
        done.add(fix);
        left.delete(fix);
      });
      return [];
    } catch (error) {
      if (
        !(error instanceof ChangeImpossibleError) &&
        !(error instanceof RenderError)
      ) {
        throw error;
      }
      group
        .filter(fix => !left.has(fix))
        .forEach(fix => left.set(fix, error.message));
      return error instanceof ChangeImpossibleError ? error.sharedWith : [];
    }
  };
  const together = async (group: readonly Planned[]): Promise<void> => {
    const shared = await attempt(group);
    // The values that it needs feed others too: perhaps they are all to lose the key.
    const more = planned.filter(
      each =>
        !done.has(each) &&
        !group.includes(each) &&
        shared.some(title => isTitle(title, each.object)),
    );
    if (more.length > 0) {
      await together(withAccount([...group, ...more], planned));
    }
  };
  // What one change needs may be free only after another, such as an anchor that others named.
  for (let round = 1, before = -1; before < done.size; round += 1) {
    before = done.size;
    for (const fix of planned) {
      if (!done.has(fix) && (round > 1 || !left.has(fix))) {
        await together(withAccount([fix], planned));
      }
    }
  }
  return {
    texts: new Map([
      ...[...now.chart]
        .filter(([key, text]) => folder.texts.get(key) !== text)
        .map(([key, text]): [string, string] => [folder.fileOf(key), text]),
      ...[...now.beside].filter(
        ([file, text]) => options.besideTexts.get(file) !== text,
      ),
    ]),
    fixed: fixes.filter(fix => done.has(fix)),
    left: [...left].map(([fix, reason]) => ({
      object: fix.object,
      reason: reason + sharingHint(fix, planned, objects),
    })),
    patched: [],
  };
}

/** What would help a workload whose ServiceAccount others use too, and for which the chart makes no other one. */
function sharingHint(
  { object, change: wanted }: Fix,
  all: readonly Planned[],
  objects: readonly KubernetesObject[],
): string {
  const from = wanted?.detach.serviceAccountName?.from;
  if (from === undefined || from === 'default') {
    return '';
  }
  const titles = (these: readonly ObjectName[]) =>
    these.map(({ kind, name }) => `${kind} ${name}`).join(', ');
  const keyed = all.filter(
    each => each.change.detach.serviceAccountName?.from === from,
  );
  const others = objects.flatMap((each): ObjectName[] => {
    const { name = '', namespace } = each.metadata ?? {};
    const kind = String(each.kind);
    return usesAccount(each, from) &&
      namespace === object.namespace &&
      !all.some(
        ({ object: known }) => known.kind === kind && known.name === name,
      )
      ? [{ kind, name }]
      : [];
  });
  if (others.length > 0) {
    return ` It shares ServiceAccount ${from} with ${titles(
      others,
    )}, which has no key and would get the role too. Let the chart make a ServiceAccount of its own for it.`;
  }
  return keyed.length > 1
    ? ` It shares ServiceAccount ${from} with ${titles(
        keyed.filter(each => each.change !== wanted).map(each => each.object),
      )}. If they may have one role, give --role-arn without {name}: then that ServiceAccount gets it.`
    : '';
}

function usesAccount(object: KubernetesObject, account: string): boolean {
  const template = kindOf(object.kind)?.template;
  const spec = template && valueAt(object, [...template, 'spec']);
  return isObject(spec) && spec.serviceAccountName === account;
}

function valueAt(object: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (node, step) => (isObject(node) ? node[step] : undefined),
    object,
  );
}

interface Texts {
  /** By the chart's keys. */
  chart: Map<string, string>;
  beside: Map<string, string>;
}

/** With all that have the same ServiceAccount as one of them: it gets the role for all or for none. */
function withAccount(
  group: readonly Planned[],
  all: readonly Planned[],
): Planned[] {
  const names = new Set(
    group.flatMap(({ change: { serviceAccount } }) =>
      serviceAccount ? [serviceAccount.name] : [],
    ),
  );
  return all.filter(
    fix =>
      group.includes(fix) || names.has(fix.change.serviceAccount?.name ?? ''),
  );
}

function isTitle(title: string, { kind, namespace, name }: ObjectName) {
  const plain = title.replace(/ \(hook .*\)$/, '');
  return (
    plain === `${kind} ${name}` || plain === `${kind} ${namespace}/${name}`
  );
}

/** Changes texts when all that is planned was found and proven. */
async function change(
  group: readonly Planned[],
  rendered: readonly KubernetesObject[],
  now: Texts,
  folder: ChartFolder,
  { release, catalogue, env }: ChartOptions,
): Promise<void> {
  const beside: TextFile[] = [];
  const changes = group.map(({ object, change: planned }): WorkloadChange => {
    const account = planned.serviceAccount;
    if (
      account?.action !== 'annotate' ||
      rendered.some(
        ({ kind, metadata }) =>
          kind === 'ServiceAccount' && metadata?.name === account.name,
      )
    ) {
      return planned;
    }
    // The chart only names it; it is written in one of the files beside.
    beside.push(
      ...annotateAccount(
        [...now.beside].map(([path, content]) => ({ path, content })),
        { namespace: object.namespace, name: account.name },
        account.annotations,
      ),
    );
    return { ...planned, serviceAccount: undefined };
  });
  const { files } = await changeCharted({
    files: now.chart,
    packed: folder.packed,
    chart: folder.chart,
    values: folder.values.map(path => ({ path })),
    release,
    change: changes,
    catalogue,
    render: (texts, _, values) =>
      folder.render(texts, values, release, env.PATH),
  });
  files.forEach(({ path, content }) => now.chart.set(path, content));
  beside.forEach(({ path, content }) => now.beside.set(path, content));
}

async function renderedBy(
  folder: ChartFolder,
  { release, env }: ChartOptions,
): Promise<KubernetesObject[]> {
  try {
    return await folder.render(
      folder.withLocalCharts(),
      folder.values.map(each => folder.texts.get(each)!),
      release,
      env.PATH,
    );
  } catch (error) {
    throw error instanceof RenderError
      ? new CommandError(error.message)
      : error;
  }
}
