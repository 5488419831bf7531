import { TrailCaller } from 'backstage-plugin-irsa-common';
import { TrailFact } from './trailFact';

const MOST_ACTIONS = 10;
const MOST_SESSIONS = 5;

/** Facts by where they came from, the latest caller first. Pure. */
export function callersOf(facts: readonly TrailFact[]): TrailCaller[] {
  const groups = new Map<string, TrailFact[]>();
  for (const fact of facts) {
    const { address, userAgent, caller } = fact;
    const name = JSON.stringify([address, userAgent, caller]);
    groups.set(name, [...(groups.get(name) ?? []), fact]);
  }
  return [...groups.values()]
    .map(callerOf)
    .sort((left, right) => right.last.localeCompare(left.last));
}

function callerOf(facts: TrailFact[]): TrailCaller {
  const latest = [...facts].sort((left, right) =>
    right.at.localeCompare(left.at),
  );
  const [{ address, userAgent, caller, at: last }] = latest;
  const actions = unique(
    latest.map(({ service, action }) => `${service}:${action}`),
  );
  return {
    address,
    userAgent,
    caller,
    first: latest[latest.length - 1].at,
    last,
    count: facts.length,
    refused: facts.filter(({ error }) => error !== undefined).length,
    actions: actions.slice(0, MOST_ACTIONS),
    moreActions: Math.max(0, actions.length - MOST_ACTIONS),
    regions: unique(latest.map(({ region }) => region)),
    sessionNames: unique(
      latest.flatMap(({ sessionName }) => sessionName ?? []),
    ).slice(0, MOST_SESSIONS),
  };
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)];
}
