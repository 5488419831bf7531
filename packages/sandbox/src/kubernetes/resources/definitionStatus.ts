import { Condition } from '../types';
import { Definition } from './customTypes';

interface Conflict {
  reason: string;
  name: string;
}

function listKindOf({ spec }: Definition): string {
  return spec.names.listKind ?? `${spec.names.kind}List`;
}

/** The last name that another definition of the group already uses, as the naming controller reports it. */
function conflictOf(
  definition: Definition,
  others: Definition[],
): Conflict | undefined {
  const rivals = others.filter(
    other =>
      other.spec.group === definition.spec.group &&
      other.metadata.name !== definition.metadata.name &&
      other.status?.acceptedNames?.kind,
  );
  const words = new Set(
    rivals.flatMap(({ spec: { names } }) => [
      names.plural,
      names.singular ?? names.kind.toLowerCase(),
      ...(names.shortNames ?? []),
    ]),
  );
  const kinds = new Set(
    rivals.flatMap(rival => [rival.spec.names.kind, listKindOf(rival)]),
  );
  const { names } = definition.spec;
  const found: Conflict[] = [];
  const check = (taken: Set<string>, reason: string, name?: string) => {
    if (name && taken.has(name)) {
      found.push({ reason, name });
    }
  };
  check(words, 'PluralConflict', names.plural);
  check(words, 'SingularConflict', names.singular);
  names.shortNames?.forEach(name => check(words, 'ShortNamesConflict', name));
  check(kinds, 'KindConflict', names.kind);
  check(kinds, 'ListKindConflict', listKindOf(definition));
  return found.pop();
}

/** Sets the conditions of the naming and establishing controllers. Here they are set at once, not seconds later. */
export function definitionStatus(
  definition: Definition,
  others: Definition[],
  now: string,
): NonNullable<Definition['status']> {
  const before = definition.status;
  const conflict = conflictOf(definition, others);
  const condition = (
    type: string,
    holds: boolean,
    reason: string,
    message: string,
  ): Condition => {
    const status = holds ? 'True' : 'False';
    const known = before?.conditions?.find(each => each.type === type);
    if (known?.status === status && known.reason === reason) {
      return known;
    }
    return { type, status, lastTransitionTime: now, reason, message };
  };
  const kept = (before?.conditions ?? []).filter(
    ({ type }) => !['NamesAccepted', 'Established'].includes(type),
  );
  const stored = definition.spec.versions
    .filter(({ storage }) => storage)
    .map(({ name }) => name);
  return {
    conditions: [
      conflict
        ? condition(
            'NamesAccepted',
            false,
            conflict.reason,
            `"${conflict.name}" is already in use`,
          )
        : condition('NamesAccepted', true, 'NoConflicts', 'no conflicts found'),
      conflict
        ? condition(
            'Established',
            false,
            'NotAccepted',
            'not all names are accepted',
          )
        : condition(
            'Established',
            true,
            'InitialNamesAccepted',
            'the initial names have been accepted',
          ),
      ...kept,
    ],
    acceptedNames: conflict
      ? { plural: definition.spec.names.plural, kind: '' }
      : definition.spec.names,
    storedVersions: [
      ...new Set([...(before?.storedVersions ?? []), ...stored]),
    ],
  };
}
