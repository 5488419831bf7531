import { extraObjectCandidates } from './extraObjectCandidates';
import { Candidate, distanceOf, Known, knownFields } from './known';
import { roleCandidates } from './roleCandidates';
import { isMapValue, ValueEdit, valueAt, ValuePath } from './values';

const ACCOUNT = /service[-_]?accounts?$|^sa$/i;
const FLAT_ANNOTATIONS =
  /(service[-_]?account|^sa)[-_]?(extra[-_]?)?annotations$/i;
const FLAT_NAME = /service[-_]?account[-_]?name$/i;
const FLAT_CREATE =
  /^(create|create[-_]?service[-_]?account|service[-_]?account[-_]?create)$/i;
/** Fields of one ServiceAccount, which are no accounts themselves. */
const OF_ACCOUNT = /^(annotations|labels|imagePullSecrets|secrets)$/;

/** Edits that give a ServiceAccount its annotations, and where wanted make it, or name another one. */
export function accountCandidates(known: Known): Candidate[] {
  const { change, values } = known;
  const { serviceAccount, detach } = change;
  const name =
    serviceAccount?.action === 'create'
      ? serviceAccount.name
      : detach.serviceAccountName?.to;
  const fields = knownFields(known).map(({ path }) => path);
  const ids = new Set(fields.map(path => JSON.stringify(path)));
  const has = (path: ValuePath) => ids.has(JSON.stringify(path));
  const found: Candidate[] = [
    ...roleCandidates(known, fields),
    ...extraObjectCandidates(known, fields),
  ];
  const offer = (path: ValuePath, edits: ValueEdit[], more = 0) =>
    found.push({
      goal: 'account',
      edits,
      rank: distanceOf(known, path) + more,
    });
  for (const place of accountPlaces(fields, values)) {
    const { annotations, owner } = place;
    const noted = annotationEdits(
      annotations,
      valueAt(values, annotations),
      serviceAccount?.annotations ?? {},
    );
    if (name === undefined) {
      offer(annotations, noted);
      continue;
    }
    const names = place.name.filter(has).slice(0, 1);
    const creates = place.create
      .filter(has)
      .slice(0, 1)
      .filter(path => valueAt(values, path) !== true);
    const named: ValueEdit[] = names.map(path => ({
      op: 'set',
      path,
      value: name,
    }));
    const created: ValueEdit[] = creates.map(path => ({
      op: 'set',
      path,
      value: true,
    }));
    if (serviceAccount?.action === 'create') {
      offer(owner, [...created, ...named, ...noted]);
      offer(owner, [...created, ...noted], 0.1);
    } else {
      offer(annotations, noted);
      offer(owner, named, 0.1);
    }
  }
  return found;
}

/** Annotations are a map; some charts take them as text too, and some have `""` where there are none. */
function annotationEdits(
  path: ValuePath,
  present: unknown,
  annotations: Record<string, string>,
): ValueEdit[] {
  if (Object.keys(annotations).length === 0) {
    return [];
  }
  if (typeof present === 'string') {
    const lines = Object.entries(annotations)
      .map(([key, value]) => `${key}: ${value}\n`)
      .join('');
    const begin = present.replace(/\n*$/, '\n');
    return [
      {
        op: 'set',
        path,
        value: present.trim() === '' ? annotations : begin + lines,
      },
    ];
  }
  return Object.entries(annotations).map(([key, value]) => ({
    op: 'set',
    path: [...path, key],
    value,
  }));
}

interface AccountPlace {
  owner: ValuePath;
  annotations: ValuePath;
  name: ValuePath[];
  create: ValuePath[];
}

function accountPlaces(
  paths: readonly ValuePath[],
  values: unknown,
): AccountPlace[] {
  const places = new Map<string, AccountPlace>();
  const offerMap = (map: ValuePath) => {
    const annotations = [...map, 'annotations'];
    places.set(JSON.stringify(annotations), {
      owner: map,
      annotations,
      name: [[...map, 'name']],
      create: [
        [...map, 'create'],
        [...map, 'enabled'],
      ],
    });
  };
  for (const path of paths) {
    const last = String(path.at(-1));
    const owner = path.slice(0, -1);
    const isInAccount = owner.some(step => ACCOUNT.test(String(step)));
    const siblings = (pattern: RegExp) =>
      paths.filter(
        each =>
          each.length === path.length &&
          pattern.test(String(each.at(-1))) &&
          JSON.stringify(each.slice(0, -1)) === JSON.stringify(owner),
      );
    if (FLAT_ANNOTATIONS.test(last)) {
      places.set(JSON.stringify(path), {
        owner,
        annotations: path,
        name: siblings(FLAT_NAME),
        create: siblings(FLAT_CREATE),
      });
    } else if (ACCOUNT.test(last)) {
      // A map of a ServiceAccount that the chart knows may have annotations, whether or not they are named.
      offerMap(path);
    } else if (last === 'annotations' && isInAccount) {
      offerMap(owner);
    } else if (
      ACCOUNT.test(String(owner.at(-1))) &&
      !OF_ACCOUNT.test(last) &&
      isMapValue(valueAt(values, path))
    ) {
      // Accounts by name, or a list of them.
      offerMap(path);
    }
  }
  return [...places.values()];
}
