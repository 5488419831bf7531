import { findDuplicateKey } from './duplicateKey';
import { PolicyDocument } from './types';
import { PolicyKind, validateStatement } from './validateStatement';

export interface PolicyDocumentError {
  code: 'MalformedPolicyDocument';
  message: string;
}

export type ParsedPolicyDocument =
  | { document: PolicyDocument; error?: undefined }
  | { document?: undefined; error: PolicyDocumentError };

const TOP_LEVEL = new Set(['Version', 'Id', 'Statement']);
const VERSIONS = ['2012-10-17', '2008-10-17'];

/**
 * Parses a policy with the checks that IAM makes when it is written. Takes text or a parsed value. Returns the document
 * with its statements as a list, or the reason for which IAM refuses it (MalformedPolicyDocument).
 */
export function parsePolicyDocument(
  input: unknown,
  kind: PolicyKind = 'identity',
): ParsedPolicyDocument {
  let value = input;
  if (typeof input === 'string') {
    try {
      value = JSON.parse(input);
    } catch {
      return refuse('This policy contains invalid Json');
    }
    const duplicate = findDuplicateKey(input);
    if (duplicate !== undefined) {
      return refuse(`Duplicate element ${duplicate} in the policy.`);
    }
  }
  if (!isRecord(value)) {
    return refuse('Syntax errors in policy.');
  }
  const unknown = Object.keys(value).find(key => !TOP_LEVEL.has(key));
  if (unknown) {
    return refuse(`Syntax errors in policy. (Unknown element ${unknown})`);
  }
  const { Version, Id, Statement } = value;
  if (Version !== undefined && !VERSIONS.includes(Version as string)) {
    return refuse(
      'The policy must contain a valid version string: 2012-10-17 or 2008-10-17.',
    );
  }
  if (Id !== undefined && typeof Id !== 'string') {
    return refuse('Syntax errors in policy. (Id must be a string)');
  }
  const statements = Array.isArray(Statement) ? Statement : [Statement];
  if (Statement === undefined || statements.length === 0) {
    return refuse('Missing required field Statement');
  }

  const sids = new Set<string>();
  for (const statement of statements) {
    const reason = isRecord(statement)
      ? validateStatement(statement, kind)
      : 'Syntax errors in policy. (Statement must be an object)';
    if (reason) {
      return refuse(reason);
    }
    const { Sid } = statement;
    if (Sid !== undefined && Sid !== '') {
      if (sids.has(Sid)) {
        return refuse(
          `Statement IDs (SID) in a single policy must be unique: ${Sid}.`,
        );
      }
      sids.add(Sid);
    }
  }
  return {
    document: { ...value, Statement: statements } as PolicyDocument,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function refuse(message: string): ParsedPolicyDocument {
  return { error: { code: 'MalformedPolicyDocument', message } };
}
