import { ContextValues } from '../../policy';

/**
 * Who asks for the role. `context`: further condition keys of the request, for example `sts:ExternalId`.
 *
 * @public
 */
export type TrustCaller =
  | {
      kind: 'token';
      /** With or without `https://`. */
      issuer: string;
      /** By name, as the token has them: `sub`, `aud`. A list makes the key multivalued. */
      claims: ContextValues;
      context?: ContextValues;
    }
  | {
      kind: 'aws' | 'service' | 'saml';
      /** ARN, or name of the service. */
      principal: string;
      /** Default: the action by which such a caller assumes roles. */
      action?: string;
      context?: ContextValues;
    };

/**
 * Whether the caller may assume the role.
 *
 * @public
 */
export interface TrustAnswer {
  decision: 'allow' | 'deny';
  /** Where it was decided. STS looks for the provider and the audience before it reads the policy. */
  stage: 'not-understood' | 'no-provider' | 'audience' | 'trust-policy';
  /** Statements that decide, from 0: those that refuse, else those that allow. */
  statements: number[];
  /** One sentence for people. */
  reason: string;
}
