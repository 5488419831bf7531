import { addressesIn, addressesOutside } from '../world/addresses';
import { EgressPolicy, EgressRule, Ports } from './EgressPolicy';
import { fitsHost } from '../world/fitsHost';

/**
 * Whether Pods reach a host over TCP 443. `open`: nothing limits it, or a rule allows it. `shut`: no rule allows it, or the name
 * cannot be looked up. `unclear`: only some addresses are allowed, and which ones the host has is not known. `private`: all but
 * private addresses, which an endpoint in the VPC would have.
 */
export type EgressVerdict = 'open' | 'private' | 'unclear' | 'shut';

type Fit = 'no' | 'maybe' | 'private' | 'yes';
const ORDER: readonly Fit[] = ['no', 'maybe', 'private', 'yes'];

const OUTSIDE = {
  nothing: 'yes',
  private: 'private',
  public: 'maybe',
} as const;

/** Judges what all policies that select the Pods say together. */
export function judgeEgress(
  policies: readonly EgressPolicy[],
  host: string,
): EgressVerdict {
  const rules = policies.flatMap(policy => policy.rules);
  const isolates = policies.some(policy => policy.isolates);
  const allowing = rules.filter(({ allows }) => allows);
  const allowed = best([...allowing, together(allowing)], rule =>
    fit(rule, host),
  );
  const denied = best(
    rules.filter(({ allows }) => !allows),
    rule => refusal(rule, host),
  );
  if (
    isolates &&
    (allowed === 'no' || !rules.some(rule => looksUpName(rule, host)))
  ) {
    return 'shut';
  }
  if (denied === 'yes') {
    // Which of the two wins depends on tiers and order.
    return allowed === 'no' ? 'shut' : 'unclear';
  }
  if (denied === 'maybe') {
    return 'unclear';
  }
  if (!isolates || allowed === 'yes') {
    return denied === 'private' ? 'private' : 'open';
  }
  return allowed === 'private' ? 'private' : 'unclear';
}

function best(
  rules: readonly EgressRule[],
  judge: (rule: EgressRule) => Fit,
): Fit {
  return rules
    .map(judge)
    .reduce(
      (high, each) => (ORDER.indexOf(each) > ORDER.indexOf(high) ? each : high),
      'no' as Fit,
    );
}

function fit(rule: EgressRule, host: string): Fit {
  const where = destination(rule, host);
  if (where === 'no' || has(rule.ports, 'TCP', 443)) {
    return where;
  }
  return rule.hasNamedPort ? 'maybe' : 'no';
}

/** How much of what the host could be a rule refuses: `private` is an endpoint in the VPC alone. */
function refusal(rule: EgressRule, host: string): Fit {
  const { blocks = [] } = rule;
  const where = fit(rule, host);
  if (where !== 'maybe' || blocks.length === 0 || rule.opaque) {
    return where === 'private' ? 'maybe' : where;
  }
  return { nothing: 'no', private: 'private', public: 'maybe' }[
    addressesIn(blocks)
  ] as Fit;
}

function destination(rule: EgressRule, host: string): Fit {
  if (
    rule.anywhere ||
    rule.hosts?.some(name => fitsHost(name, host, rule.wildcard))
  ) {
    return 'yes';
  }
  const high = fitOfBlocks(rule.blocks ?? []);
  return high === 'no' && rule.opaque ? 'maybe' : high;
}

/** Blocks of several rules allow together what none of them allows alone. */
function together(rules: readonly EgressRule[]): EgressRule {
  return {
    allows: true,
    blocks: rules
      .filter(({ ports }) => has(ports, 'TCP', 443))
      .flatMap(({ blocks = [] }) => blocks),
  };
}

function fitOfBlocks(blocks: NonNullable<EgressRule['blocks']>): Fit {
  if (addressesIn(blocks) === 'nothing') {
    return 'no';
  }
  return OUTSIDE[addressesOutside(blocks)];
}

function has(ports: readonly Ports[] | undefined, protocol: string, n: number) {
  return (
    !ports ||
    ports.some(
      port =>
        (port.protocol ?? protocol) === protocol &&
        port.from <= n &&
        n <= port.to,
    )
  );
}

function looksUpName(rule: EgressRule, host: string): boolean {
  // A server of names is not named itself.
  const isForHosts =
    !rule.anywhere && !rule.blocks?.length && Boolean(rule.hosts?.length);
  return (
    rule.allows &&
    !isForHosts &&
    (!rule.lookups ||
      rule.lookups.some(name => fitsHost(name, host, rule.wildcard))) &&
    (has(rule.ports, 'UDP', 53) ||
      has(rule.ports, 'TCP', 53) ||
      // CoreDNS in OpenShift and NodeLocal DNS listen elsewhere.
      has(rule.ports, 'UDP', 5353) ||
      rule.hasNamedPort === true)
  );
}
