import {
  auditObjects,
  changeCharted,
  ChangeImpossibleError,
  CustomResourceRule,
  Fix,
  HelmRelease,
  KubernetesObject,
  ObjectName,
  planFixes,
  RenderError,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../errors';
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
  isWanted: (object: ObjectName) => boolean;
}

/**
 * Takes the keys out of the workloads that a chart makes, by the values of its release. Each change is rendered before it counts. Throws
 * CommandError when the chart cannot be rendered as it is.
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
  }).filter(({ object }) => options.isWanted(object));
  const now = new Map(folder.texts);
  const fixed: Fix[] = [];
  const left: Done['left'] = [];
  for (const fix of fixes) {
    const { object, change } = fix;
    if (!change) {
      left.push(fix);
      continue;
    }
    try {
      const { files } = await changeCharted({
        files: now,
        packed: folder.packed,
        chart: folder.chart,
        values: folder.values.map(path => ({ path })),
        release,
        change,
        catalogue,
        render: (texts, _, values) =>
          folder.render(texts, values, release, options.env.PATH),
      });
      files.forEach(({ path, content }) => now.set(path, content));
      fixed.push(fix);
    } catch (error) {
      if (
        !(error instanceof ChangeImpossibleError) &&
        !(error instanceof RenderError)
      ) {
        throw error;
      }
      left.push({ object, reason: error.message });
    }
  }
  return {
    texts: new Map(
      [...now]
        .filter(([key, text]) => folder.texts.get(key) !== text)
        .map(([key, text]) => [folder.fileOf(key), text]),
    ),
    fixed,
    left,
    patched: [],
  };
}

async function renderedBy(
  folder: ChartFolder,
  { release, env }: ChartOptions,
): Promise<KubernetesObject[]> {
  try {
    return await folder.render(
      folder.texts,
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
