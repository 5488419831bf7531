import { Candidate, distanceOf, Known, knownFields } from './known';
import { ValueEdit, valueAt, ValuePath } from './values';

const ACCOUNT = /service_?accounts?$/i;
const FLAT_ANNOTATIONS = /service_?account(extra)?_?annotations$/i;
const FLAT_NAME = /service_?account_?name$/i;
const FLAT_CREATE =
  /^(create|create_?service_?account|service_?account_?create)$/i;

/** Edits that give a ServiceAccount its annotations, and where wanted make it, or name another one. */
export function accountCandidates(known: Known): Candidate[] {
  const { change, values } = known;
  const { serviceAccount, detach } = change;
  const name =
    serviceAccount?.action === 'create'
      ? serviceAccount.name
      : detach.serviceAccountName?.to;
  const fields = knownFields(known);
  const has = (path: ValuePath) =>
    fields.some(each => JSON.stringify(each.path) === JSON.stringify(path));
  const found: Candidate[] = [];
  const offer = (path: ValuePath, edits: ValueEdit[], more = 0) =>
    found.push({
      goal: 'account',
      edits,
      rank: distanceOf(known, path) + more,
    });
  for (const place of accountPlaces(fields.map(({ path }) => path))) {
    const { annotations, owner } = place;
    const noted: ValueEdit[] = Object.entries(
      serviceAccount?.annotations ?? {},
    ).map(([key, value]) => ({
      op: 'set',
      path: [...annotations, key],
      value,
    }));
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

interface AccountPlace {
  owner: ValuePath;
  annotations: ValuePath;
  name: ValuePath[];
  create: ValuePath[];
}

function accountPlaces(paths: readonly ValuePath[]): AccountPlace[] {
  const places = new Map<string, AccountPlace>();
  for (const path of paths) {
    const last = String(path.at(-1));
    const inAccount = path
      .slice(0, -1)
      .findLastIndex(step => ACCOUNT.test(String(step)));
    const owner = path.slice(0, -1);
    const siblings = (pattern: RegExp) =>
      paths.filter(
        each =>
          each.length === path.length &&
          JSON.stringify(each.slice(0, -1)) === JSON.stringify(owner) &&
          pattern.test(String(each.at(-1))),
      );
    if (FLAT_ANNOTATIONS.test(last)) {
      places.set(JSON.stringify(path), {
        owner,
        annotations: path,
        name: siblings(FLAT_NAME),
        create: siblings(FLAT_CREATE),
      });
    } else if (
      ACCOUNT.test(last) ||
      (last === 'annotations' && inAccount >= 0)
    ) {
      // A map of a ServiceAccount that the chart knows may have annotations, whether or not they are named.
      const map = last === 'annotations' ? owner : path;
      const annotations = [...map, 'annotations'];
      places.set(JSON.stringify(annotations), {
        owner: map,
        annotations,
        name: [[...map, 'name']],
        create: [[...map, 'create']],
      });
    }
  }
  return [...places.values()];
}
