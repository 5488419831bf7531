import { Workload } from 'backstage-plugin-irsa-common';
import { Pages } from './types';

/** A JSON array in parts, with one row per line so that a text diff shows new and removed ones. */
export async function* jsonArray(
  pages: Pages,
  toRows: (page: readonly Workload[]) => object[],
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const page of pages) {
    const lines = toRows(page).map(row => `  ${JSON.stringify(row)}`);
    if (lines.length === 0) {
      continue;
    }
    yield `${isFirst ? '[\n' : ',\n'}${lines.join(',\n')}`;
    isFirst = false;
  }
  yield isFirst ? '[]\n' : '\n]\n';
}
