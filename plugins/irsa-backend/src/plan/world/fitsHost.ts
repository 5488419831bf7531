/**
 * How far a `*` reaches: `name`, over any number of parts of a name, as Istio, Calico and admin policies take it; `part`,
 * within one part, as Cilium takes it, where only a leading `**.` stands for one or more whole parts:
 * https://docs.cilium.io/en/stable/security/policy/language/#dns-based
 */
export type Wildcard = 'name' | 'part';

/** Whether a host, in lower case, is among those of a pattern. */
export function fitsHost(
  pattern: string,
  host: string,
  wildcard: Wildcard = 'name',
): boolean {
  const text = pattern.toLowerCase().replace(/\.$/, '');
  const expression =
    wildcard === 'name' || text === '*'
      ? expressionOf(text, '[-a-z0-9_.]*')
      : text.replace(/^(\*\*\.)?(.*)$/, (_, parts, rest) =>
          [
            parts ? '([-a-z0-9_]+\\.)+' : '',
            expressionOf(rest, '[-a-z0-9_]*'),
          ].join(''),
        );
  return new RegExp(`^${expression}$`).test(host);
}

function expressionOf(text: string, stands: string): string {
  return text
    .split(/\*+/)
    .map(part => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join(stands);
}
