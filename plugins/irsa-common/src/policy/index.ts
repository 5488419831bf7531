export * from './types';
export { ContextLookup } from './context';
export { createTextReader, variableKeys } from './variables';
export type { TextReader } from './variables';
export { matchesWildcards, matchesAction, coversPattern } from './wildcards';
export { conditionHolds } from './conditions';
export { isKnownOperator, parseOperator } from './conditionOperators';
export type { ParsedOperator } from './conditionOperators';
export { accountOf, matchPrincipal } from './principals';
export { evaluateStatements } from './evaluateStatements';
export type { EvaluateStatementsOptions } from './evaluateStatements';
export { evaluateRequest } from './evaluateRequest';
export type { EvaluateRequestOptions } from './evaluateRequest';
export { evaluateTrust } from './evaluateTrust';
export type { TrustRequest } from './evaluateTrust';
export { parsePolicyDocument } from './parsePolicyDocument';
export type {
  ParsedPolicyDocument,
  PolicyDocumentError,
} from './parsePolicyDocument';
export type { PolicyKind } from './validateStatement';
export { minimisePolicy } from './minimisePolicy';
export { canonicalPolicy, canonicalStatement } from './canonicalPolicy';
export { policySize } from './policySize';
