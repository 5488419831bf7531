import { KubernetesObject } from '../../audit/types';
import { WorkloadChanges } from '../changeManifests';
import { Json } from '../detach/podFields';
import { objectsIn } from './removalCandidates';
import { pathText, walkValues } from './values';

/** Shorter values are found in any text. */
const TELLING = 8;

/**
 * Secrets that a chart makes itself and that workloads are to lose: what feeds them cannot be taken out of the values while the Secret
 * stays. In words, with the values that they are made of, of which only the names are quoted.
 */
export function madeSecrets(
  objects: readonly KubernetesObject[],
  changes: WorkloadChanges,
  values: unknown,
): string[] {
  const lost = new Set(
    [changes]
      .flat()
      .flatMap(({ detach }) =>
        detach.removed.flatMap(({ element }) => objectsIn(element)),
      ),
  );
  return objects.flatMap(object => {
    const name = object.metadata?.name;
    if (object.kind !== 'Secret' || name === undefined || !lost.has(name)) {
      return [];
    }
    const texts = textsOf(object as Json);
    const paths = [...walkValues(values)].flatMap(({ path, value }) => {
      const text = typeof value === 'object' ? '' : String(value).trim();
      return texts.some(
        each =>
          each === text || (text.length >= TELLING && each.includes(text)),
      ) && text !== ''
        ? [pathText(path)]
        : [];
    });
    return [
      `The chart makes Secret ${name} itself${
        paths.length > 0 ? ` (of ${[...new Set(paths)].join(', ')})` : ''
      }, so with these values the key would leave the cluster in the same step, while Pods that still run and the way back need it. Keep the Secret outside of the chart and give its name, if the chart takes one; then run this again.`,
    ];
  });
}

function textsOf({ data, stringData }: Json): string[] {
  return [
    ...Object.values((data ?? {}) as Json).map(value =>
      Buffer.from(String(value), 'base64').toString('utf8'),
    ),
    ...Object.values((stringData ?? {}) as Json).map(String),
  ].map(text => text.trim());
}
