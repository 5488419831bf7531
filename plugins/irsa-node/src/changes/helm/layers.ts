import { stringify } from 'yaml';
import { Json } from '../detach/podFields';
import { ChangeImpossibleError, TextFile } from '../types';
import { editValues, ValuesPlace, valuesOf } from './editValues';
import { FixedValue, fixedUnder } from './fixedValues';
import {
  isMapValue,
  isWritten,
  mergeValues,
  pathText,
  ValueEdit,
  valueAt,
  ValuePath,
} from './values';

/** Places of the values of a release, the last of which wins. */
export interface Layers {
  files: ReadonlyMap<string, string>;
  places: readonly ValuesPlace[];
  /** Over all places, and never edited. */
  fixed?: readonly FixedValue[];
}

/** The values that places give together. */
export function givenValues({ files, places }: Layers): unknown {
  return places.reduce<unknown>(
    (below, place) => mergeValues(below, valuesOf(place, textOf(files, place))),
    {},
  );
}

/** What Helm is given for each place. */
export function valuesTexts({ files, places }: Layers): string[] {
  return places.map(place => {
    const text = textOf(files, place);
    return place.object || place.within
      ? stringify(valuesOf(place, text))
      : text;
  });
}

/**
 * Writes edits into the places where the values are written that they change; what is new, where its nearest neighbour is.
 *
 * @param values - all values as they are merged
 * @returns the edited files. Throws ChangeImpossibleError when a place cannot be edited so
 */
export function editLayers(
  layers: Layers,
  values: unknown,
  edits: readonly ValueEdit[],
): TextFile[] {
  const byPlace = new Map<ValuesPlace, ValueEdit[]>();
  const given = layers.places.map(place => ({
    place,
    own: valuesOf(place, textOf(layers.files, place)),
  }));
  edits.forEach(edit => assertFree(layers, edit));
  const owners = edits.map(edit => ownerOf(given, edit));
  // What is new goes where the rest is changed: other files may be those of other environments too.
  const touched = given.filter(each => owners.includes(each));
  // Those that SOPS has signed take nothing new.
  const open = given.filter(({ own }) => !isMapValue(own.sops));
  const homes = [touched, open].find(({ length }) => length > 0) ?? given;
  edits.forEach((edit, at) => {
    const { place, as } = placed(owners[at], homes, values, edit);
    byPlace.set(place, [...(byPlace.get(place) ?? []), as]);
  });
  const texts = new Map<string, string>();
  for (const [place, own] of byPlace) {
    const text = texts.get(place.path) ?? textOf(layers.files, place);
    texts.set(place.path, editValues(place, text, own).content);
  }
  return [...texts].map(([path, content]) => ({ path, content }));
}

/** Throws ChangeImpossibleError where a value of an object is over the place. */
function assertFree(layers: Layers, edit: ValueEdit): void {
  const fixed = fixedUnder(layers.fixed ?? [], edit);
  if (fixed) {
    throw new ChangeImpossibleError(
      'different',
      `${pathText(edit.path)} is not to be written, since ${pathText(
        fixed.at,
      )} comes from ${fixed.from}.`,
    );
  }
}

interface Given {
  place: ValuesPlace;
  /** What it writes. */
  own: Json;
}

/** The place that writes what an edit changes. */
function ownerOf(given: readonly Given[], edit: ValueEdit): Given | undefined {
  // Lists replace each other as a whole, so what is in one belongs to the last that writes it.
  const inList = listIn(edit);
  const decisive = inList < 0 ? edit.path : edit.path.slice(0, inList);
  const owner = given.findLast(({ own }) => isWritten(own, decisive));
  return owner &&
    (edit.op !== 'list' || Array.isArray(valueAt(owner.own, edit.path)))
    ? owner
    : undefined;
}

function listIn({ path }: ValueEdit): number {
  return path.findIndex(step => typeof step === 'number');
}

/** @param homes - places that may get what none of them writes */
function placed(
  owner: Given | undefined,
  homes: readonly Given[],
  values: unknown,
  edit: ValueEdit,
): { place: ValuesPlace; as: ValueEdit } {
  if (owner) {
    return { place: owner.place, as: edit };
  }
  if (listIn(edit) >= 0 || edit.op === 'unset') {
    throw new ChangeImpossibleError(
      'different',
      'What would be changed is not written in the values of the release.',
    );
  }
  const nearest = homes.reduce((best, each) =>
    depthOf(each.own, edit.path) >= depthOf(best.own, edit.path) ? each : best,
  );
  if (edit.op === 'set') {
    return { place: nearest.place, as: edit };
  }
  const present = valueAt(values, edit.path);
  const list = Array.isArray(present) ? present : [];
  return {
    place: nearest.place,
    as: {
      op: 'set',
      path: edit.path,
      value: [
        ...list.filter((_, at) => !edit.remove.includes(at)),
        ...edit.add,
      ],
    },
  };
}

/** How much of a path values have. */
function depthOf(values: unknown, path: ValuePath): number {
  return path.filter(
    (_, at) => at > 0 && isMapValue(valueAt(values, path.slice(0, at))),
  ).length;
}

function textOf(
  files: ReadonlyMap<string, string>,
  { path }: ValuesPlace,
): string {
  const text = files.get(path);
  if (text === undefined) {
    throw new ChangeImpossibleError(
      'noValues',
      `The values of the release are to be in ${path}, which is not there. Name the file in which they are.`,
      { path },
    );
  }
  return text;
}
