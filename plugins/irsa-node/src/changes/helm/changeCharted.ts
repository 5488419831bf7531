import { posix } from 'node:path';
import { KubernetesObject } from '../../audit/types';
import { WorkloadChange } from '../changeManifests';
import { proveObjects } from '../proveChange';
import { ChangeImpossibleError, TextFile } from '../types';
import { candidatesFor } from './candidates';
import { Chart, readChart } from './chart';
import { ChartedInput, ChartRelease } from './charted';
import { Difference } from './compare';
import { ValuesPlace, valuesOf } from './editValues';
import {
  assertUndisputed,
  FixedValue,
  fixedOver,
  fixedUnder,
  StandIn,
} from './fixedValues';
import { editLayers, givenValues, Layers } from './layers';
import { withLocalCharts } from './localCharts';
import { madeSecrets } from './madeSecrets';
import { nothingFound } from './nothingFound';
import { Found, searchEdits } from './search';
import {
  assertAlways,
  isNoWay,
  renderWith,
  standInProof,
  Trial,
  trialsOf,
} from './trials';
import { mergeValues, ValueEdit } from './values';

const SEARCH_MS = 120_000;

/**
 * Writes a change into the values of a release: edits that the chart's values, schema, comments and templates suggest are rendered, and the
 * smallest set is taken with which Helm renders exactly what is planned. The chart's own values are changed only when nothing else helps.
 * Throws ChangeImpossibleError, and what `render` throws; a rendering that fails has the problem `failed`.
 *
 * @returns the edited files, and what was proven
 */
export async function changeCharted(
  whole: ChartedInput,
): Promise<{ files: TextFile[]; proof: string[] }> {
  const input = {
    ...whole,
    files: withLocalCharts(whole.files, whole.chart, whole.packed),
  };
  const { files, change, catalogue, release, fixed = [] } = input;
  const chart = readChart(files, input.chart, input.packed);
  const ownValues: ValuesPlace = {
    path: posix.join(input.chart, 'values.yaml'),
  };
  const isOwn = ({ path }: ValuesPlace) => path === ownValues.path;
  const given = input.values.filter(place => !isOwn(place));
  given.forEach(place =>
    assertUndisputed(
      fixed,
      valuesOf(place, files.get(place.path) ?? ''),
      place.path,
    ),
  );
  const [trial, ...others] = await trialsOf(input, given);
  const { before, target } = trial;
  [change]
    .flat()
    .forEach(each => checkObjects(each, before[0], chart, release));
  const ways = [given, files.has(ownValues.path) ? [ownValues, ...given] : []];
  const held = new Set<FixedValue>();
  let closest: Found | undefined;
  for (const places of ways.filter(({ length }) => length > 0)) {
    const found = await tryPlaces(input, chart, { places, given, held }, trial);
    if (found.left.length === 0) {
      const edited = editLayers(
        { files, places, fixed },
        valuesFor(chart, { files, places: given, fixed }, trial.stand),
        found.edits,
      );
      const after = await renderWith(input, given, edited, trial.stand);
      await assertAlways(input, given, edited, others);
      return {
        files: edited,
        proof: [
          `helm template was run on ${input.chart || 'the root'} as release ${
            release.name
          } before and after the change, and the two results were compared, hooks too.`,
          ...standInProof(fixed, [trial, ...others]),
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
    {
      chart: chart.name,
      path: given.at(-1)?.path ?? ownValues.path,
      held: [...held],
      made: madeSecrets(
        before[0],
        change,
        valuesFor(chart, { files, places: given, fixed }, trial.stand),
      ),
    },
  );
}

/** Throws ChangeImpossibleError when the chart makes no such workload, or not the ServiceAccount that is to get the role. */
function checkObjects(
  { workload, serviceAccount }: WorkloadChange,
  objects: readonly KubernetesObject[],
  chart: Chart,
  release: ChartRelease,
): void {
  const count = (kind: string, name: string) =>
    objects.filter(each => each.kind === kind && each.metadata?.name === name)
      .length;
  const place = { path: posix.join(chart.folder, 'Chart.yaml') };
  const workloads = count(workload.kind, workload.name);
  if (workloads !== 1) {
    throw new ChangeImpossibleError(
      'notFound',
      `The chart ${chart.name} makes ${workloads === 0 ? 'no' : workloads} ${
        workload.kind
      } ${workload.name} as release ${release.name}. Are these its values?`,
      place,
    );
  }
  if (
    serviceAccount?.action === 'annotate' &&
    count('ServiceAccount', serviceAccount.name) === 0
  ) {
    throw new ChangeImpossibleError(
      'noServiceAccount',
      `ServiceAccount ${serviceAccount.name} of ${workload.kind} ${workload.name} is not made by the chart ${chart.name}, so no value gives it the role. Give it the annotation where it is written, and plan again.`,
      place,
    );
  }
}

interface Places {
  /** Those that may be edited. */
  places: readonly ValuesPlace[];
  /** Those that Helm is given. */
  given: readonly ValuesPlace[];
  /** Gets what an edit would have to change that is not in these places. */
  held: Set<FixedValue>;
}

async function tryPlaces(
  input: ChartedInput,
  chart: Chart,
  { places, given, held }: Places,
  { stand, before: [before], target }: Trial,
): Promise<Found> {
  const { files, change, fixed = [], searchMs = SEARCH_MS } = input;
  const end = Date.now() + searchMs;
  const values = valuesFor(chart, { files, places: given, fixed }, stand);
  const known = { chart, values, given: givenValues({ files, places }) };
  const candidates = candidatesFor(
    [change].flat().map(each => ({ ...known, change: each })),
  );
  for (const edit of candidates.flatMap(({ edits }) => edits)) {
    const under = fixedUnder(fixed, edit);
    if (under) {
      held.add(under);
    }
  }
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
      const edited = editLayers({ files, places, fixed }, values, edits);
      return target.differences(await renderWith(input, given, edited, stand));
    } catch (error) {
      if (isNoWay(error)) {
        return undefined;
      }
      throw error;
    }
  };
  return searchEdits(candidates, target.differences(before), evaluate);
}

function valuesFor(chart: Chart, layers: Layers, stand: StandIn): unknown {
  const over = fixedOver(layers.fixed ?? [], stand, givenValues(layers));
  return mergeValues(chart.defaults, over);
}
