/**
 * How far a trust policy reaches. `exact`: those that it names, and nobody else; `bounded`: whoever matches a pattern, or whom a named
 * account or identity provider lets in; `open`: anyone of a shared issuer, any ServiceAccount of a cluster, any account; `dead`: nobody.
 *
 * @public
 */
export type Reach = 'exact' | 'bounded' | 'open' | 'dead';

/**
 * One principal that the policy allows, and who that is.
 *
 * @public
 */
export interface TrustWay {
  kind: 'token' | 'aws' | 'service' | 'saml';
  /** ARN or name, as the policy has it. */
  principal: string;
  reach: Reach;
  /** Of tokens: the subjects that are let in by name. */
  subjects: string[];
  /** Of tokens: other subjects that are let in. None in `matches`: every subject. */
  patterns: { matches: string[]; except: string[] }[];
  /** Whether conditions decide too that are not known before the request. Then fewer may be let in than said. */
  isConditional: boolean;
  /** Clusters that were read and sign with this issuer. */
  clusters: string[];
  /** ServiceAccounts (`namespace/name`) of these clusters that are let in as they were read. Absent: not read, or no cluster. */
  admitsNow?: string[];
}

/**
 * Who may assume a role. `reach` is that of the widest way.
 *
 * @public
 */
export type TrustReach =
  | { reach: Reach; ways: TrustWay[] }
  | {
      reach: 'notUnderstood';
      /** Why. */
      reason: string;
      ways: TrustWay[];
    };
