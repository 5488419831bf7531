import {
  changeCharted,
  ChangeImpossibleError,
  CustomResourceRule,
  renderChartFiles,
  RepositoryTree,
} from 'backstage-plugin-irsa-node';
import { PlannedChart } from '../plan/types';
import { rendered, Wanted, workloadChange } from './composeChange';
import { ComposedChange } from './types';
import { valuesPlaces } from './valuesPlaces';

/**
 * Writes the planned change into the values of a release, and proves it: Helm renders the chart before and after. Throws
 * ChangeImpossibleError with what is left; then nothing may be proposed.
 *
 * @param read - the tree, and the folder of the chart in it
 */
export async function composeCharted(
  { tree, folder }: { tree: RepositoryTree; folder: string },
  chart: PlannedChart,
  wanted: Wanted,
  catalogue: readonly CustomResourceRule[],
): Promise<ComposedChange> {
  const { files, notRead } = tree;
  const unread = [...notRead].filter(
    ([path]) => folder === '' || path.startsWith(`${folder}/`),
  );
  if (unread.length > 0) {
    throw new ChangeImpossibleError(
      'unreadable',
      `Not all of the chart in ${folder || 'the root'} could be read (${unread
        .slice(0, 5)
        .map(([path, reason]) => `${path}: ${reason}`)
        .join(
          '; ',
        )}), so it cannot be rendered. Unpack packed charts in its folder charts, or make the change by hand.`,
      { path: folder },
    );
  }
  return rendered(files, folder, () => {
    const { places, fixed } = valuesPlaces(tree, chart, folder);
    return changeCharted({
      files,
      chart: folder,
      values: places,
      fixed,
      release: chart.release,
      change: workloadChange(wanted),
      catalogue,
      render: renderChartFiles,
    });
  });
}
