import { Candidate, distanceOf, Known } from './known';
import { ValueEdit, valueAt, ValuePath } from './values';

/** Where charts take further objects of their users. */
const EXTRA =
  /^(extra|additional|custom|raw)[-_]?(deploy(ments)?|objects?|manifests?|resources?)$/i;
const FLAT_NAME = /service[-_]?account[-_]?name$/i;
const ACCOUNT = /service[-_]?account$|^sa$/i;
const TRIED = 2;

/** Edits for charts that only name a ServiceAccount and make none, but render objects that their users write into the values. */
export function extraObjectCandidates(
  known: Known,
  fields: readonly ValuePath[],
): Candidate[] {
  const { change, values } = known;
  const { serviceAccount: account } = change;
  if (account?.action !== 'create') {
    return [];
  }
  const near = (paths: readonly ValuePath[]) =>
    [...paths]
      .sort((a, b) => distanceOf(known, a) - distanceOf(known, b))
      .slice(0, TRIED);
  const lists = near(
    fields.filter(path => {
      const present = valueAt(values, path);
      return (
        EXTRA.test(String(path.at(-1))) &&
        (present === undefined || present === null || Array.isArray(present))
      );
    }),
  );
  const names = near(
    fields.filter(
      path =>
        FLAT_NAME.test(String(path.at(-1))) ||
        (path.at(-1) === 'name' && ACCOUNT.test(String(path.at(-2)))),
    ),
  );
  const object = {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: account.name, annotations: account.annotations },
    ...account.copied,
  };
  return lists.flatMap(list =>
    names.map((name): Candidate => {
      const edits: ValueEdit[] = [
        { op: 'set', path: name, value: account.name },
        { op: 'list', path: list, remove: [], add: [object] },
      ];
      // A ServiceAccount that the chart makes itself is better.
      return { goal: 'account', edits, rank: distanceOf(known, name) + 1 };
    }),
  );
}
