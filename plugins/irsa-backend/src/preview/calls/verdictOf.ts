import { UsedCall, UsedCallSide } from 'backstage-plugin-irsa-common';

/** Compares what was really answered. What was only simulated, or found nothing, decides nothing. Pure. */
export function verdictOf(
  key: Pick<UsedCallSide, 'called'>,
  role: Pick<UsedCallSide, 'called'>,
): UsedCall['verdict'] {
  const [before, after] = [mayDo(key), mayDo(role)];
  if (before === undefined || after === undefined) {
    return 'notKnown';
  }
  if (before === after) {
    // A resource that is not there was not reached by either.
    return key.called === role.called ? sameOf(key) : 'notKnown';
  }
  return before ? 'less' : 'more';
}

function sameOf({ called }: Pick<UsedCallSide, 'called'>): UsedCall['verdict'] {
  return called === 'notThere' ? 'notKnown' : 'same';
}

/** To learn that something is not there, one has to be let in. */
function mayDo({ called }: Pick<UsedCallSide, 'called'>): boolean | undefined {
  switch (called) {
    case 'allowed':
    case 'notThere':
      return true;
    case 'denied':
      return false;
    default:
      return undefined;
  }
}
