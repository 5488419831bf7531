import path from 'node:path';
import { parseAllDocuments } from 'yaml';
import { KubernetesObject } from '../audit/types';
import { RenderError } from './RenderError';
import { runProgram } from './runProgram';
import { inWorkFolder } from './workFolder';

/** A release of a chart, as Helm is told. */
export interface HelmRelease {
  name: string;
  namespace: string;
}

/** https://helm.sh/docs/chart_template_guide/getting_started/ */
const NAME = /^[a-z0-9]([-a-z0-9.]{0,61}[a-z0-9])?$/;
const TIMEOUT_MS = 30_000;
const INSTALL =
  'helm is not on this machine, and a change of the values of a chart is only written when it could be rendered. Install Helm 3 or later where this runs (https://helm.sh/docs/intro/install/).';

/**
 * What Helm makes of the chart in a folder, hooks and tests too, without a cluster or a network; nothing of it is run. Throws RenderError.
 *
 * @param values - files of values, the last of which wins; absolute paths
 * @param options - `searchPath`: where helm is looked for; `title`: how the chart is called in errors
 */
export async function renderHelm(
  folder: string,
  values: readonly string[],
  release: HelmRelease,
  options: { searchPath?: string; title?: string } = {},
): Promise<KubernetesObject[]> {
  const { searchPath, title = folder } = options;
  // They come from objects of a cluster, and must not be read as options.
  if (![release.name, release.namespace].every(each => NAME.test(each))) {
    throw new RenderError(
      'failed',
      `Helm takes no release of this name and namespace (${title}).`,
    );
  }
  const args = [
    'template',
    release.name,
    '.',
    '--namespace',
    release.namespace,
    ...values.flatMap(file => ['--values', file]),
  ];
  try {
    const text = await runProgram('helm', args, {
      folder,
      searchPath,
      timeoutMs: TIMEOUT_MS,
    });
    return (parseAllDocuments(text) as { toJS(): unknown }[])
      .map(document => document.toJS() as KubernetesObject)
      .filter(Boolean);
  } catch (error) {
    if (!(error instanceof RenderError)) {
      throw error;
    }
    const messages = {
      noProgram: INSTALL,
      failed: `helm template ${release.name} ${title} fails with these values. Run it to see why.`,
      tooMuch: `helm template ${title}: ${error.message}`,
    };
    throw new RenderError(error.problem, messages[error.problem]);
  }
}

/**
 * The same of a chart that is in memory. Chart and values are written to a folder of their own for the time being. Throws RenderError.
 *
 * @param chart - its folder among the files; `''` is the root
 * @param values - texts, the last of which wins
 */
export function renderChartFiles(
  files: ReadonlyMap<string, string>,
  chart: string,
  values: readonly string[],
  release: HelmRelease,
  options: { searchPath?: string } = {},
): Promise<KubernetesObject[]> {
  const own = new Map<string, string>();
  for (const [name, text] of files) {
    if (chart === '' || name.startsWith(`${chart}/`)) {
      own.set(
        `chart/${chart === '' ? name : name.slice(chart.length + 1)}`,
        text,
      );
    }
  }
  values.forEach((text, at) => own.set(`values-${at}.yaml`, text));
  return inWorkFolder(own, root =>
    renderHelm(
      path.join(root, 'chart'),
      values.map((_, at) => path.join(root, `values-${at}.yaml`)),
      release,
      { ...options, title: chart || '.' },
    ),
  );
}
