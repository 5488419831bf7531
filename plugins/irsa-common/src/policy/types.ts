/**
 * IAM JSON policy language.
 * Source: AWS IAM User Guide, "IAM JSON policy elements reference" and "Grammar of the IAM JSON policy language".
 */
export interface PolicyDocument {
  Version?: string;
  Id?: string;
  Statement: Statement[];
}

export type OneOrMany<T> = T | T[];

export type Effect = 'Allow' | 'Deny';

/** `"*"`, or lists by kind of principal: `{ AWS: [...], Federated: [...], Service: [...] }`. */
export type PrincipalElement = '*' | Record<string, OneOrMany<string>>;

export type ConditionValue = string | number | boolean;

/** Operator → condition key → accepted values. */
export type ConditionBlock = Record<
  string,
  Record<string, OneOrMany<ConditionValue>>
>;

export interface Statement {
  Sid?: string;
  Effect: Effect;
  Principal?: PrincipalElement;
  NotPrincipal?: PrincipalElement;
  Action?: OneOrMany<string>;
  NotAction?: OneOrMany<string>;
  Resource?: OneOrMany<string>;
  NotResource?: OneOrMany<string>;
  Condition?: ConditionBlock;
}

/** A policy document and the name under which decisions refer to it. */
export interface NamedPolicy {
  name: string;
  document: PolicyDocument;
}

export type PrincipalType = 'AWS' | 'Federated' | 'Service';

/** Who makes a request. */
export interface Principal {
  type: PrincipalType;
  /** ARN of the caller, of the identity provider, or the service's host name. */
  value: string;
  /** For a session of a role, or of somebody a user federated: the ARN of the role or user, which policies may name as well. */
  roleArn?: string;
}

/** Keys of a request's context are compared without regard to case; a list makes the key multivalued. */
export type ContextValues = Record<string, string | string[]>;

export interface RequestContext {
  principal: Principal;
  /** For example `s3:GetObject`. */
  action: string;
  /** ARN, or `*` for actions without a resource. */
  resource: string;
  context: ContextValues;
}

/** How a statement's Principal element named the caller, from the most to the least direct. */
export type PrincipalMatch = 'exact' | 'role' | 'account' | 'any';

export interface MatchedStatement {
  policy: string;
  sid?: string;
  /** Zero-based position in the document. */
  index: number;
  effect: Effect;
  /** Absent where the statement has no Principal element. */
  principalMatch?: PrincipalMatch;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** What settled the decision. */
export type DecisionReason =
  | 'allow'
  | 'explicit-deny'
  | 'no-matching-allow'
  | 'boundary'
  | 'session-policy'
  | 'resource-policy';

export interface Evaluation {
  decision: Decision;
  /** The statements that took part: the denying ones when denied, else the allowing ones. */
  matched: MatchedStatement[];
  reason: DecisionReason;
}

export function toArray<T>(value: OneOrMany<T> | undefined): T[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
