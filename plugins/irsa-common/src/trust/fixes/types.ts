/**
 * What a change of a trust policy does. Who gets in is given as `namespace/name` of a ServiceAccount that was read, as the subject or
 * pattern of a token, or as a principal. Where several providers have one name, its cluster or issuer follows in brackets.
 *
 * @public
 */
export interface TrustEffect {
  removed: string[];
  kept: string[];
  /** None in a proposal. */
  added: string[];
}

/**
 * A trust policy that answers findings and lets nobody in who was not let in before.
 *
 * @public
 */
export interface TrustProposal {
  /** The whole policy as JSON. */
  policy: string;
  /** Rules whose findings it answers. */
  rules: string[];
  effect: TrustEffect;
  /** ServiceAccounts, named as in `effect`, that name the role in their annotation and would lose it. */
  breaks: string[];
}
