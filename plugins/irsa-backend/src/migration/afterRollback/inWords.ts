import { AfterRollback } from './readAfterRollback';

/** The last sentence of a rollback. It says "as before" only of what was read and is so. Pure. */
export function afterRollbackInWords(
  { objects }: AfterRollback,
  workloadTouched: boolean,
): string {
  const of = (state: string) => objects.filter(one => one.state === state);
  const differing = of('differs');
  const unknown = of('notKnown');
  if (differing.length === 0 && unknown.length === 0) {
    return workloadTouched
      ? 'Everything was read again and is as it was before.'
      : 'Nothing was changed in the workload by the portal, and nothing that was made for it is left.';
  }
  const lines = [
    `${of('asBefore').length} of ${
      objects.length
    } things were read again and are as they were before.`,
    ...(workloadTouched
      ? []
      : ['Nothing was changed in the workload by the portal.']),
    ...differing.map(
      ({ object, message }) => `Not as before: ${object}. ${message}`,
    ),
    ...unknown.map(({ object, message }) => `Not known: ${object}. ${message}`),
  ];
  return lines.join('\n');
}
