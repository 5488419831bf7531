import { posix } from 'node:path';
import { KubernetesObject } from '../../audit/types';
import { ChangeImpossibleError, TextFile } from '../types';
import { ChartedInput } from './charted';
import { Target } from './compare';
import { ValuesPlace } from './editValues';
import { FixedValue, fixedText, StandIn, standIns } from './fixedValues';
import { valuesTexts } from './layers';
import { pathText } from './values';

/** A release as it is with one guess at what was not read. */
export interface Trial {
  stand: StandIn;
  before: [KubernetesObject[], KubernetesObject[]];
  target: Target;
}

/**
 * The guesses with which the chart renders the workload as the plan has seen it; others cannot be what runs. Throws what the first of them
 * throws when there is none.
 */
export async function trialsOf(
  input: ChartedInput,
  given: readonly ValuesPlace[],
): Promise<[Trial, ...Trial[]]> {
  const trials: Trial[] = [];
  let failure: unknown;
  for (const stand of standIns(input.fixed ?? [])) {
    try {
      const before = await renderTwice(input, given, stand);
      const target = new Target(before, input.change, input.release.namespace);
      trials.push({ stand, before, target });
    } catch (error) {
      if (!isNoWay(error)) {
        throw error;
      }
      failure ??= error;
    }
  }
  const [first, ...others] = trials;
  if (!first) {
    throw withUnread(failure, input.fixed);
  }
  return [first, ...others];
}

/** A failure that values may have caused that were not read. */
function withUnread(failure: unknown, fixed: ChartedInput['fixed']): unknown {
  const unread = unreadOf(fixed);
  return failure instanceof ChangeImpossibleError && unread !== ''
    ? new ChangeImpossibleError(
        failure.code,
        `${failure.message} These values were not read, and may be the reason: ${unread}. Make the change there, or by hand.`,
        failure.place,
      )
    : failure;
}

/** Throws ChangeImpossibleError when an edit that is right with one guess is wrong with another. */
export async function assertAlways(
  input: ChartedInput,
  given: readonly ValuesPlace[],
  edited: readonly TextFile[],
  trials: readonly Trial[],
): Promise<void> {
  for (const { stand, target } of trials) {
    const after = await renderWith(input, given, edited, stand);
    const [different] = target.differences(after);
    if (different) {
      throw new ChangeImpossibleError(
        'unproven',
        `What the change does depends on values that were not read: ${unreadOf(
          input.fixed,
        )}. Taken as ${stand.words}, ${
          different.place
        } is not as planned. Make the change by hand.`,
        { path: posix.join(input.chart, 'Chart.yaml') },
      );
    }
  }
}

export function standInProof(
  fixed: readonly FixedValue[],
  trials: readonly Trial[],
): string[] {
  const words = trials.flatMap(({ stand }) => stand.words ?? []);
  return words.length === 0
    ? []
    : [
        `Not read, and so taken as ${words.join(', ')}: ${unreadOf(
          fixed,
        )}. Each time the difference was the same.`,
      ];
}

function unreadOf(fixed: readonly FixedValue[] = []): string {
  return fixed
    .flatMap(({ known, at, from }) =>
      known ? [] : `${pathText(at)}, from ${from}`,
    )
    .join('; ');
}

/** A chart may refuse values; that Helm is not there, or takes too long, is another matter. */
export function isNoWay(error: unknown): boolean {
  return (
    error instanceof ChangeImpossibleError ||
    (error as { problem?: string }).problem === 'failed'
  );
}

/** Twice, so that what is made up anew each time is known. */
async function renderTwice(
  input: ChartedInput,
  given: readonly ValuesPlace[],
  stand: StandIn,
): Promise<[KubernetesObject[], KubernetesObject[]]> {
  return [
    await renderWith(input, given, [], stand),
    await renderWith(input, given, [], stand),
  ];
}

export function renderWith(
  { files, chart, release, fixed = [], render }: ChartedInput,
  given: readonly ValuesPlace[],
  edited: readonly TextFile[],
  stand: StandIn,
): Promise<KubernetesObject[]> {
  const now = new Map([
    ...files,
    ...edited.map(({ path, content }): [string, string] => [path, content]),
  ]);
  return render(
    now,
    chart,
    [
      ...valuesTexts({ files: now, places: given }),
      ...(fixed.length > 0 ? [fixedText(fixed, stand)] : []),
    ],
    release,
  );
}
