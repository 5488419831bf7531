import { layouts } from './__testUtils__/layouts';
import { candidatesFor } from './candidates';
import { readChart } from './chart';
import { editLayers, givenValues } from './layers';
import { joinEdits, mergeValues, ValueEdit } from './values';

const LAYOUTS = layouts();

it('knows many ways to write a chart', () => {
  expect(LAYOUTS.length).toBeGreaterThan(14);
});

describe.each(LAYOUTS.map(layout => [layout.name, layout] as const))(
  'the values of %s',
  (_, { files, values: path, change, edits, after, fails }) => {
    const chart = readChart(files, 'chart');
    const layers = { files, places: [{ path }] };
    const given = givenValues(layers);
    const values = mergeValues(chart.defaults, given);
    const candidates = candidatesFor([{ chart, values, given, change }]);

    it('are found among few candidates', () => {
      expect(candidates.length).toBeLessThan(40);
      const all = candidates.flatMap(candidate => candidate.edits);
      expect(joinEdits(partsOf(edits, all))).toEqual(joinEdits(edits));
    });

    if (!fails) {
      it('are edited in the text, and nothing else is', () => {
        expect(editLayers(layers, values, edits)).toEqual([
          { path, content: after },
        ]);
      });
    }
  },
);

/** The edits as candidates have them: one that takes out of a list and one that adds to it are two. */
function partsOf(
  edits: readonly ValueEdit[],
  all: readonly ValueEdit[],
): ValueEdit[] {
  const has = (wanted: ValueEdit) =>
    all.filter(each => JSON.stringify(each) === JSON.stringify(wanted));
  return edits.flatMap(edit =>
    edit.op === 'list'
      ? [
          ...(edit.remove.length > 0 ? has({ ...edit, add: [] }) : []),
          ...(edit.add.length > 0 ? has({ ...edit, remove: [] }) : []),
        ]
      : has(edit),
  );
}
