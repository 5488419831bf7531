import { TrustFinding } from '../api';
import { Statement } from '../policy';

/** What is known about the surroundings of a role. Without a list, its rules are skipped. */
export interface TrustReviewContext {
  accountId: string;
  /** Default `aws`. */
  partition?: string;
  /** OpenID Connect providers of the role's account. */
  providers?: { arn: string; url: string; clientIds: string[] }[];
  /** Known clusters by issuer (with `https://`). */
  clusters?: { name: string; issuer: string }[];
  /** Maximum size that the account allows, in characters without white space. Default 2048. */
  quota?: number;
}

/**
 * `safe`; `risky`: somebody can assume the role who should not; `dangerous`: almost anybody can; `broken`: nobody can.
 */
export type TrustVerdict = 'safe' | 'risky' | 'dangerous' | 'broken';

export interface TrustReview {
  verdict: TrustVerdict;
  /** Worst first. */
  findings: TrustFinding[];
}

/** `exposure` lets somebody in, `broken` keeps somebody out, `hygiene` does neither. */
export type FindingCategory = 'exposure' | 'broken' | 'hygiene';

export interface ReviewFinding extends TrustFinding {
  category: FindingCategory;
}

/** One Allow statement for web identity, with its conditions. */
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
