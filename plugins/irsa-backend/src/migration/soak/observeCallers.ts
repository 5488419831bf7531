import { SoakState } from '../model/records';
import { CallersSeen } from '../callers/KeyCallers';

const MINUTE = 60_000;

/**
 * What CloudTrail adds to the soak: a call by others after the switch starts the window again, and tells that a use in the
 * minute of the portal's own was not only the portal's. That it shows none says nothing: it has management events only. Pure.
 *
 * @param before - with what AWS tells of the last use taken in
 */
export function observeCallers(
  before: SoakState,
  seen: CallersSeen | undefined,
  soakMs: number,
): { soak: SoakState; message?: string } {
  if (!seen) {
    return { soak: before };
  }
  const switched = Date.parse(before.startedAt);
  const others = seen.others.filter(({ last }) => Date.parse(last) > switched);
  const [latest] = others;
  const known = before.callers;
  const notRead = [
    ...(seen.reason ? [seen.reason] : []),
    ...seen.regions.flatMap(({ reason }) => reason ?? []),
  ];
  const isWhole =
    notRead.length === 0 &&
    seen.regions.every(
      ({ readFrom, notUnderstood }) => !readFrom && notUnderstood === 0,
    );
  // What was once seen stays true, also when CloudTrail forgets it or does not answer.
  const lastAt = later(latest?.last, known?.lastAt);
  const unseen = isWhole ? ('notSeen' as const) : ('notKnown' as const);
  const callers: SoakState['callers'] = {
    asOf: seen.asOf,
    since: seen.since,
    state: lastAt ? 'seen' : unseen,
    others: latest ? others.length : known?.others ?? 0,
    lastAt,
    regions: seen.regions
      .filter(({ state }) => state === 'read')
      .map(({ region }) => region),
    notRead,
  };
  const soak: SoakState = { ...before, callers };
  if (!latest || latest.last === known?.lastAt || lastAt !== latest.last) {
    return { soak };
  }
  const used = Date.parse(latest.last);
  soak.quiet = false;
  soak.endsAt = new Date(
    Math.max(Date.parse(soak.endsAt), used + soakMs),
  ).toISOString();
  if (soak.brokenSince) {
    soak.remainingSeconds = Math.round(soakMs / 1000);
  }
  if (
    soak.unsureUseAt &&
    minuteOf(used) >= minuteOf(Date.parse(soak.unsureUseAt))
  ) {
    soak.unsureUseAt = undefined;
  }
  const [action] = latest.actions;
  const [region] = latest.regions;
  const service = action.split(':')[0];
  const isTold = (soak.uses ?? []).some(
    ({ at }) => minuteOf(Date.parse(at)) === minuteOf(used),
  );
  if (isTold) {
    return { soak };
  }
  soak.uses = [...(soak.uses ?? []), { at: latest.last, service, region }];
  return {
    soak,
    message: `CloudTrail shows ${action} in ${region} with the old key at ${latest.last}, after the switch, and not by the portal: something else has it too. Who called, and from where, is listed for who may migrate the service. The soak starts again and ends at ${soak.endsAt}.`,
  };
}

function later(
  one: string | undefined,
  other: string | undefined,
): string | undefined {
  return !one || (other && Date.parse(other) > Date.parse(one)) ? other : one;
}

function minuteOf(time: number): number {
  return Math.floor(time / MINUTE);
}
