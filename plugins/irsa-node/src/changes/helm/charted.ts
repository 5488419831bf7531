import { CustomResourceRule } from '../../audit/customResources/types';
import { KubernetesObject } from '../../audit/types';
import { WorkloadChanges } from '../changeManifests';
import { ValuesPlace } from './editValues';
import { FixedValue } from './fixedValues';

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
  /** Values that come from objects, over all of these. */
  fixed?: readonly FixedValue[];
  release: ChartRelease;
  /** In the words of the rendered objects; of several workloads where the same values are to do it for all of them. */
  change: WorkloadChanges;
  catalogue: readonly CustomResourceRule[];
  render: RenderChart;
  /** How long edits are looked for; two minutes when absent. What is being rendered is waited for. */
  searchMs?: number;
}
