import { assessTrust } from '../../../../plugins/irsa-common/src/trust/assessTrust';
import { proposeTrust } from '../../../../plugins/irsa-common/src/trust/fixes/proposeTrust';
import { fleetOfRoles } from './fleetOfRoles';
import { hardPolicies } from './hardPolicies';

/** Rounds of which the median counts. */
const ROUNDS = 7;
const SIZE = { roles: 10_000, clusters: 5, serviceAccounts: 1_000 };
/** Roles of whose pages the slowest counts. */
const PAGES = 200;

/** Processor time in ms. */
export interface Figure {
  name: string;
  most: number;
  value: number;
}

export function measureTrust(): Figure[] {
  const { roles, context } = fleetOfRoles(SIZE);
  const assess = (trustPolicy: unknown, withEvidence: boolean) =>
    assessTrust(trustPolicy, context, { withEvidence });
  const list = medianOf(() =>
    roles.forEach(({ trustPolicy }) => assess(trustPolicy, false)),
  );
  const page = (trustPolicy: unknown) => {
    assess(trustPolicy, true);
    proposeTrust(trustPolicy, context);
  };
  const pages = roles
    .slice(0, PAGES)
    .map(({ trustPolicy }) => medianOf(() => page(trustPolicy)));
  const hard = hardPolicies().map(policy =>
    medianOf(() => assess(policy, true)),
  );
  return [
    { name: 'All roles of the list', most: 1_000, value: list },
    { name: 'The slowest page of a role', most: 5, value: Math.max(...pages) },
    { name: 'The hardest policy', most: 50, value: Math.max(...hard) },
  ];
}

/** Other work on the machine changes the processor's time less than the clock's. */
function medianOf(act: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const before = process.cpuUsage();
    act();
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1_000;
  });
  return times.sort((left, right) => left - right)[Math.floor(ROUNDS / 2)];
}
