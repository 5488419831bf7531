import { KubernetesObject } from 'backstage-plugin-irsa-node';
import { isObject } from '../../json';
import { FieldSpec } from './configurationsOf';

/** The object with the texts of a field changed; the same object when the field is not there. */
export function changeFields(
  object: KubernetesObject,
  { kind, group, path }: FieldSpec,
  change: (text: string) => string,
): KubernetesObject {
  const [, ownGroup = ''] = (object.apiVersion ?? '').split('/').reverse();
  const isMeant =
    (kind === undefined || kind === object.kind) &&
    (group === undefined || group === ownGroup);
  return isMeant
    ? (changeAt(object, path, change) as KubernetesObject)
    : object;
}

function changeAt(
  value: unknown,
  [step, ...rest]: readonly string[],
  change: (text: string) => string,
): unknown {
  if (Array.isArray(value)) {
    const all = value.map(each =>
      changeAt(each, step === undefined ? [] : [step, ...rest], change),
    );
    return all.every((each, at) => each === value[at]) ? value : all;
  }
  if (step === undefined) {
    return typeof value === 'string' ? change(value) : value;
  }
  if (!isObject(value) || !Object.hasOwn(value, step)) {
    return value;
  }
  const inside = changeAt(value[step], rest, change);
  return inside === value[step] ? value : { ...value, [step]: inside };
}
