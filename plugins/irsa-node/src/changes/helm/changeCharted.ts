import { posix } from 'node:path';
import { CustomResourceRule } from '../../audit/customResources/types';
import { KubernetesObject } from '../../audit/types';
import { WorkloadChange } from '../changeManifests';
import { proveObjects } from '../proveChange';
import { ChangeImpossibleError, TextFile } from '../types';
import { candidatesFor } from './candidates';
import { Chart, readChart } from './chart';
import { Difference, Target } from './compare';
import { ValuesPlace } from './editValues';
import { editLayers, givenValues, Layers, valuesTexts } from './layers';
import { nothingFound } from './nothingFound';
import { Found, searchEdits } from './search';
import { mergeValues, ValueEdit } from './values';

/** As which release Helm makes the objects of a chart. */
export interface ChartRelease {
  name: string;
  namespace: string;
}

/** Renders a chart with texts of values, the last of which wins. What it throws goes on to the caller. */
export type RenderChart = (
  files: ReadonlyMap<string, string>,
  chart: string,
  values: readonly string[],
  release: ChartRelease,
) => Promise<KubernetesObject[]>;

export interface ChartedInput {
  /** The chart and the values, by path from the root of the repository. */
  files: ReadonlyMap<string, string>;
  /** Paths of packed charts, whose text is not among the files. */
  packed?: readonly string[];
  /** The folder of the chart; `''` is the root. */
  chart: string;
  /** In which values of the release are written, the last of which wins. With none, the chart's own are those of the release. */
  values: readonly ValuesPlace[];
  release: ChartRelease;
  /** In the words of the rendered objects. */
  change: WorkloadChange;
  catalogue: readonly CustomResourceRule[];
  render: RenderChart;
  /** How long edits are looked for; two minutes when absent. What is being rendered is waited for. */
  searchMs?: number;
}

const SEARCH_MS = 120_000;

/**
 * Writes a change into the values of a release: edits that the chart's values, schema, comments and templates suggest are rendered, and the
 * smallest set is taken with which Helm renders exactly what is planned. The chart's own values are changed only when nothing else helps.
 * Throws ChangeImpossibleError, and what `render` throws; a rendering that fails has the problem `failed`.
 *
 * @returns the edited files, and what was proven
 */
export async function changeCharted(
  input: ChartedInput,
): Promise<{ files: TextFile[]; proof: string[] }> {
  const { files, change, catalogue, release } = input;
  const chart = readChart(files, input.chart, input.packed);
  const ownValues: ValuesPlace = {
    path: posix.join(input.chart, 'values.yaml'),
  };
  const isOwn = ({ path }: ValuesPlace) => path === ownValues.path;
  const given = input.values.filter(place => !isOwn(place));
  const before = await renderTwice(input, given);
  const target = new Target(before, change);
  const workload = before[0].filter(
    ({ kind, metadata }) =>
      kind === change.workload.kind && metadata?.name === change.workload.name,
  );
  if (workload.length !== 1) {
    throw new ChangeImpossibleError(
      'notFound',
      `The chart ${chart.name} makes ${
        workload.length === 0 ? 'no' : workload.length
      } ${change.workload.kind} ${change.workload.name} as release ${
        release.name
      }. Are these its values?`,
      { path: posix.join(input.chart, 'Chart.yaml') },
    );
  }
  const ways = [given, files.has(ownValues.path) ? [ownValues, ...given] : []];
  let closest: Found | undefined;
  for (const places of ways.filter(({ length }) => length > 0)) {
    const found = await tryPlaces(
      input,
      chart,
      { places, given },
      target,
      before[0],
    );
    if (found.left.length === 0) {
      const edited = editLayers(
        { files, places },
        valuesFor(chart, { files, places: given }),
        found.edits,
      );
      const after = await renderWith(input, given, edited);
      return {
        files: edited,
        proof: [
          `helm template was run on ${input.chart || 'the root'} as release ${
            release.name
          } before and after the change, and the two results were compared, hooks too.`,
          ...proveObjects(
            target.steady(before[0]),
            target.steady(after),
            change,
            catalogue,
          ),
        ],
      };
    }
    closest =
      closest && closest.left.length <= found.left.length ? closest : found;
  }
  throw nothingFound(
    closest ?? { edits: [], left: target.differences(before[0]) },
    { chart: chart.name, path: given.at(-1)?.path ?? ownValues.path },
  );
}

interface Places {
  /** Those that may be edited. */
  places: readonly ValuesPlace[];
  /** Those that Helm is given. */
  given: readonly ValuesPlace[];
}

async function tryPlaces(
  input: ChartedInput,
  chart: Chart,
  { places, given }: Places,
  target: Target,
  before: readonly KubernetesObject[],
): Promise<Found> {
  const { files, change, searchMs = SEARCH_MS } = input;
  const end = Date.now() + searchMs;
  const values = valuesFor(chart, { files, places: given });
  const candidates = candidatesFor({
    chart,
    values,
    given: givenValues({ files, places }),
    change,
  });
  const evaluate = async (
    edits: readonly ValueEdit[],
  ): Promise<Difference[] | undefined> => {
    if (Date.now() > end) {
      throw new ChangeImpossibleError(
        'tooSlow',
        `In ${searchMs / 1000} seconds, too few values of the chart ${
          chart.name
        } could be rendered to find those that do what is planned. Make the change by hand, or try again when this machine has less to do.`,
        { path: posix.join(input.chart, 'Chart.yaml') },
      );
    }
    try {
      const edited = editLayers({ files, places }, values, edits);
      return target.differences(await renderWith(input, given, edited));
    } catch (error) {
      // A chart may refuse values; that Helm is not there, or takes too long, is another matter.
      const isNoWay =
        error instanceof ChangeImpossibleError ||
        (error as { problem?: string }).problem === 'failed';
      if (isNoWay) {
        return undefined;
      }
      throw error;
    }
  };
  return searchEdits(candidates, target.differences(before), evaluate);
}

function valuesFor(chart: Chart, layers: Layers): unknown {
  return mergeValues(chart.defaults, givenValues(layers));
}

/** Twice, so that what is made up anew each time is known. */
async function renderTwice(
  input: ChartedInput,
  given: readonly ValuesPlace[],
): Promise<[KubernetesObject[], KubernetesObject[]]> {
  return [
    await renderWith(input, given, []),
    await renderWith(input, given, []),
  ];
}

function renderWith(
  { files, chart, release, render }: ChartedInput,
  given: readonly ValuesPlace[],
  edited: readonly TextFile[],
): Promise<KubernetesObject[]> {
  const now = new Map([
    ...files,
    ...edited.map(({ path, content }): [string, string] => [path, content]),
  ]);
  return render(
    now,
    chart,
    valuesTexts({ files: now, places: given }),
    release,
  );
}
