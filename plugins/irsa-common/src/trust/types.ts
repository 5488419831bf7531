import { TrustFinding } from '../api';
import { Statement } from '../policy';

/** What is known around a role when its trust policy is reviewed. Lists that are absent keep their rules silent. */
export interface TrustReviewContext {
  accountId: string;
  /** Default `aws`. */
  partition?: string;
  /** OpenID Connect providers of the role's account. */
  providers?: { arn: string; url: string; clientIds: string[] }[];
  /** Clusters that are known, by issuer (with `https://`). */
  clusters?: { name: string; issuer: string }[];
  /** Characters without white space that the account allows. Default 2048. */
  quota?: number;
}

/** `safe`; `risky`: somebody may assume it who should not; `dangerous`: almost anybody may; `broken`: nobody can. */
export type TrustVerdict = 'safe' | 'risky' | 'dangerous' | 'broken';

export interface TrustReview {
  verdict: TrustVerdict;
  /** Worst first. */
  findings: TrustFinding[];
}

/** Exposure lets somebody in, broken keeps somebody out, hygiene does neither. */
export type FindingCategory = 'exposure' | 'broken' | 'hygiene';

export interface ReviewFinding extends TrustFinding {
  category: FindingCategory;
}

/** One Allow for web identity with what its conditions say. */
export interface ReviewedStatement {
  index: number;
  statement: Statement;
  /** ARNs of OpenID Connect providers named as principals. */
  providers: string[];
  /** Issuers without `https://`, one for each provider. */
  hosts: string[];
  tests: ConditionTest[];
}

/** One key under one operator. */
export interface ConditionTest {
  operator: string;
  base: string;
  quantifier?: 'ForAllValues' | 'ForAnyValue';
  ifExists: boolean;
  negated: boolean;
  key: string;
  /** Issuer part of the key, when it has one. */
  host?: string;
  /** Claim part of the key in lower case: `sub`, `aud`. */
  claim?: string;
  values: string[];
}
