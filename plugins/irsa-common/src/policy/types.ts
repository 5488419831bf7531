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

/** A policy document, and the name that decisions use for it. */
export interface NamedPolicy {
  name: string;
  document: PolicyDocument;
}

export type PrincipalType = 'AWS' | 'Federated' | 'Service';

/** The caller of a request. */
export interface Principal {
  type: PrincipalType;
  /** ARN of the caller, of the identity provider, or the service's host name. */
  value: string;
  /** ARN of the role or user behind the session of a role or of a federated user. Policies may name it too. */
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

/** How a statement's Principal element names the caller, from the most to the least direct way. */
export type PrincipalMatch = 'exact' | 'role' | 'account' | 'any';

export interface MatchedStatement {
  policy: string;
  sid?: string;
  /** Zero-based position in the document. */
  index: number;
  effect: Effect;
  /** Absent when the statement has no Principal element. */
  principalMatch?: PrincipalMatch;
}

export type Decision = 'allowed' | 'explicitDeny' | 'implicitDeny';

/** The reason of the decision. */
export type DecisionReason =
  | 'allow'
  | 'explicit-deny'
  | 'no-matching-allow'
  | 'boundary'
  | 'session-policy'
  | 'resource-policy';

export interface Evaluation {
  decision: Decision;
  /** The statements that decided: those that deny when the request is denied, else those that allow. */
  matched: MatchedStatement[];
  reason: DecisionReason;
}

export function toArray<T>(value: OneOrMany<T> | undefined): T[] {
  if (value === undefined) {
    return [];
  }
  return Array.isArray(value) ? value : [value];
}
