import { textOf } from '../objects/records';
import { ObjectData } from '../types';
import { hostKind } from '../values/endpoints';
import { Surroundings } from '../workloads/entries';
import { Place, valuesAt } from './paths';
import { CustomResourceRule } from './types';

type Endpoint = NonNullable<Surroundings['endpoint']>;

/**
 * The endpoint of the calls that use the credential at a place. Of the rule's endpoints, those count that share the
 * longest part of the path, in the same list elements, because a resource may have several stores.
 *
 * @param pattern - path of the place in the rule @param at - where it was found
 */
export function endpointOfPlace(
  object: unknown,
  { endpoints = [] }: CustomResourceRule,
  pattern: string,
  at: Pick<Place, 'steps'>,
): Endpoint | undefined {
  const common = endpoints.map(path => commonSteps(path, pattern));
  const most = Math.max(...common);
  for (const path of endpoints.filter((_, index) => common[index] === most)) {
    for (const found of valuesAt(object, path)) {
      const isSame = found.steps
        .slice(0, most)
        .every((step, index) => step === at.steps[index]);
      const kind = isSame ? hostKind(textOf(found.value)) : undefined;
      if (kind) {
        return { kind, name: found.path };
      }
    }
  }
  return undefined;
}

function commonSteps(left: string, right: string): number {
  const others = right.split('.');
  const steps = left.split('.');
  const end = steps.findIndex((step, index) => step !== others[index]);
  return end < 0 ? steps.length : end;
}

/** The endpoint that the software stores in the Secret beside the key; `unknown` if that may not be read. */
export function endpointInData(
  { endpointKeys = [] }: CustomResourceRule,
  data: ObjectData | undefined,
): Endpoint | 'unknown' | undefined {
  if (endpointKeys.length === 0) {
    return undefined;
  }
  if (!data) {
    return 'unknown';
  }
  for (const name of endpointKeys.filter(key => data.has(key))) {
    const facts = data.get(name);
    if (!facts) {
      return 'unknown';
    }
    if (facts.host) {
      return { kind: facts.host, name };
    }
  }
  return undefined;
}
