import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { HelmRelease } from '../../../rendering';
import { WorkloadChange } from '../../changeManifests';
import { ValueEdit } from '../values';

// eslint-disable-next-line no-restricted-syntax
const ROOT = path.resolve(__dirname, '../../../../../../test/charts');

/** A chart in the manner of a popular one, values of a release of it, and what is to become of them. */
export interface Layout {
  name: string;
  release: HelmRelease;
  change: WorkloadChange;
  edits: ValueEdit[];
  /** No values help. */
  fails?: boolean;
  /** Of the release; `values.yaml` when absent. */
  values: string;
  files: ReadonlyMap<string, string>;
  after?: string;
}

/** The layouts in `test/charts`. */
export function layouts(): Layout[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter(entry => entry.isDirectory())
    .map(({ name }) => {
      const folder = path.join(ROOT, name);
      const files = new Map(
        (readdirSync(folder, { recursive: true }) as string[])
          .map(file => file.split(path.sep).join('/'))
          .filter(file => /\.\w+$/.test(file))
          .map(file => [file, readFileSync(path.join(folder, file), 'utf8')]),
      );
      const { values = 'values.yaml', ...description } = JSON.parse(
        files.get('case.json')!,
      );
      return {
        ...description,
        name,
        values,
        files,
        after: files.get('after.yaml'),
      };
    });
}
