import { Candidate, distanceOf, Known, knownFields } from './known';
import { textWith } from './textLists';
import { isMapValue, ValueEdit, valueAt, ValuePath } from './values';

const LIST = /(^|[a-z_-])env(ironment)?s?([-_]?(raw|vars?|variables?))?$/i;
/** Maps of plain variables in a map of all that has to do with variables: `env.open`. */
const PLAIN =
  /^(open|plain|normal|public|vars?|variables|values|data|static|direct|literals?)$/i;
const FROM = /env_?value_?from$/i;
const REGION = /^(aws)?_?(default)?_?region$/i;

type Variable = Record<string, unknown>;

/** Edits that give containers more variables: in lists, maps or texts of them, or by a region. */
export function additionCandidates(
  known: Known,
  removals: readonly Candidate[],
): Candidate[] {
  const { values, change } = known;
  const groups = variablesOf(change.detach.added);
  if (groups.length === 0) {
    return [];
  }
  const usedLists = new Set(
    removals.flatMap(({ edits }) =>
      edits.map(({ path }) => JSON.stringify(path)),
    ),
  );
  const found: Candidate[] = [];
  for (const { path, type } of knownFields(known)) {
    const last = String(path.at(-1) ?? '');
    const isList =
      LIST.test(last) ||
      (PLAIN.test(last) &&
        LIST.test(String(path.at(-2))) &&
        isMapValue(valueAt(values, path)));
    const near = usedLists.has(JSON.stringify(path)) ? 0 : 1;
    const rank = distanceOf(known, path) + near;
    for (const variables of groups) {
      if (isList) {
        for (const edits of editsOf(
          path,
          valueAt(values, path),
          type,
          variables,
        )) {
          found.push({ goal: 'add', edits, rank });
        }
      } else if (FROM.test(last)) {
        const edits = mapEdits(path, variables, ({ valueFrom }) => valueFrom);
        found.push({ goal: 'add', edits, rank });
      } else if (REGION.test(last) && !valueAt(values, path)) {
        const region = variables.find(({ name }) => name === 'AWS_REGION');
        if (typeof region?.value === 'string') {
          found.push({
            goal: 'add',
            edits: [{ op: 'set', path, value: region.value }],
            rank: rank + 0.5,
          });
        }
      }
    }
  }
  return found;
}

/** All variables together, and those of each container where they differ. */
function variablesOf(added: Known['change']['detach']['added']): Variable[][] {
  const byContainer = new Map<string, Variable[]>();
  for (const { containerType, container, variable } of added) {
    const id = `${containerType} ${container}`;
    byContainer.set(id, [...(byContainer.get(id) ?? []), variable]);
  }
  const groups = new Map(
    [...byContainer.values()].map(each => [JSON.stringify(each), each]),
  );
  return [...groups.values()];
}

function editsOf(
  path: ValuePath,
  present: unknown,
  type: string | undefined,
  variables: readonly Variable[],
): ValueEdit[][] {
  const asList: ValueEdit[] = [
    { op: 'list', path, remove: [], add: variables },
  ];
  const asMap = mapEdits(path, variables, ({ value, valueFrom }) =>
    value === undefined ? valueFrom && { valueFrom } : value,
  );
  if (Array.isArray(present)) {
    return [asList];
  }
  if (typeof present === 'string') {
    const text = textWith(present, variables);
    return text === undefined ? [] : [[{ op: 'set', path, value: text }]];
  }
  if (isMapValue(present)) {
    const inside = Object.values(present);
    // Some have a map for each variable, plain ones too.
    const asMaps = inside.some(isMapValue)
      ? [mapEdits(path, variables, ({ name: _, ...rest }) => rest)]
      : [];
    return inside.length > 0 || type === 'object'
      ? [asMap, ...asMaps]
      : [asMap, asList];
  }
  if (present !== undefined && present !== null) {
    return [];
  }
  if (type === 'array') {
    return [asList];
  }
  return type === 'object' ? [asMap] : [asList, asMap];
}

function mapEdits(
  path: ValuePath,
  variables: readonly Variable[],
  valueOf: (variable: Variable) => unknown,
): ValueEdit[] {
  const edits = variables.flatMap((variable): ValueEdit[] => {
    const value = valueOf(variable);
    return value === undefined
      ? []
      : [{ op: 'set', path: [...path, String(variable.name)], value }];
  });
  return edits.length === variables.length ? edits : [];
}
