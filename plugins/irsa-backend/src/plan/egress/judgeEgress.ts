import { EgressPolicy, EgressRule, Ports } from './EgressPolicy';

/**
 * Whether Pods reach a host over TCP 443. `open`: nothing limits it, or a rule allows it. `shut`: no rule allows it, or the name
 * cannot be looked up. `unclear`: only some addresses are allowed, and which ones the host has is not known. `private`: all but
 * private addresses, which an endpoint in the VPC would have.
 */
export type EgressVerdict = 'open' | 'private' | 'unclear' | 'shut';

type Fit = 'no' | 'maybe' | 'private' | 'yes';
const ORDER: readonly Fit[] = ['no', 'maybe', 'private', 'yes'];

const PRIVATE =
  /^(10\.|127\.|169\.254\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|f[cd][0-9a-f]{2}:|fe80:)/i;

/** Judges what all policies that select the Pods say together. */
export function judgeEgress(
  policies: readonly EgressPolicy[],
  host: string,
): EgressVerdict {
  const rules = policies.flatMap(policy => policy.rules);
  const isolates = policies.some(policy => policy.isolates);
  const allowed = best(
    rules.filter(({ allows }) => allows),
    rule => fit(rule, host),
  );
  const denied = best(
    rules.filter(({ allows }) => !allows),
    rule => fit(rule, host),
  );
  if (isolates && (allowed === 'no' || !rules.some(looksUpNames))) {
    return 'shut';
  }
  if (denied === 'yes' || denied === 'private') {
    // Which of the two wins depends on tiers and order.
    return allowed === 'no' ? 'shut' : 'unclear';
  }
  if (denied === 'maybe') {
    return 'unclear';
  }
  if (!isolates || allowed === 'yes') {
    return 'open';
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

function destination(rule: EgressRule, host: string): Fit {
  if (rule.anywhere || rule.hosts?.some(name => fitsHost(name, host))) {
    return 'yes';
  }
  const fits = (rule.blocks ?? []).map(fitOfBlock);
  const high = fits.reduce(
    (one, other) => (ORDER.indexOf(other) > ORDER.indexOf(one) ? other : one),
    'no' as Fit,
  );
  return high === 'no' && rule.opaque ? 'maybe' : high;
}

function fitOfBlock({ cidr, except }: { cidr: string; except: string[] }): Fit {
  if (!/\/0$/.test(cidr)) {
    return 'maybe';
  }
  if (!cidr.includes('.')) {
    // All of IPv6 only.
    return 'maybe';
  }
  if (except.some(each => !PRIVATE.test(each))) {
    return 'maybe';
  }
  // Without the address of the instance's metadata nothing is missing that an endpoint could have.
  return except.some(each => !each.startsWith('169.254.')) ? 'private' : 'yes';
}

/** `*` stands for letters, digits, hyphens and dots; Cilium's `*.` and `**.` for at least one part. */
function fitsHost(pattern: string, host: string): boolean {
  const expression = pattern
    .toLowerCase()
    .replace(/\.$/, '')
    .split(/\*+/)
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('[-a-z0-9.]*');
  return new RegExp(`^${expression}$`).test(host);
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

function looksUpNames(rule: EgressRule): boolean {
  return (
    rule.allows &&
    (has(rule.ports, 'UDP', 53) ||
      has(rule.ports, 'TCP', 53) ||
      // CoreDNS in OpenShift and NodeLocal DNS listen elsewhere.
      has(rule.ports, 'UDP', 5353) ||
      rule.hasNamedPort === true)
  );
}
