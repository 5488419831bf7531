import {
  isKnownOperator,
  parsePolicyDocument,
  PolicyDocument,
} from '../policy';
import { evidenceOf } from './evidence/evidenceOf';
import { finding } from './finding';
import { JsonNode, JsonTextError, readJson } from './json/readJson';
import { readStatements, TrustStatement } from './statements';
import { ReviewFinding } from './types';

/** A trust policy, read once for review, subjects and evaluation. */
export interface TrustPolicy {
  document: PolicyDocument;
  statements: TrustStatement[];
  /** The values with their positions in the text as it was given, decoded where IAM had encoded it; in a printed text of a value. */
  root: () => JsonNode;
  /** Names that stand twice in one object; the last one counts. */
  duplicates: { name: string; start: number }[];
}

export type ReadTrustPolicy =
  | { policy: TrustPolicy; refusals: [] }
  | {
      policy?: undefined;
      /** Each with its evidence. */
      refusals: ReviewFinding[];
    };

/**
 * Reads a trust policy: a text, a text that is URL-encoded as IAM returns it, or a parsed value. `refusals` are the reasons
 * for which IAM does not accept it.
 */
export function readTrustPolicy(input: unknown): ReadTrustPolicy {
  // Nobody looks at positions unless evidence is asked for, so that many roles are read without them.
  const printed = once(() => readJson(JSON.stringify(input, null, 2)));
  if (typeof input !== 'string' && isJson(input)) {
    return readValue(input, printed, () => []);
  }
  const compact = typeof input === 'string' ? undefined : JSON.stringify(input);
  if (compact !== undefined) {
    return readValue(JSON.parse(compact), printed, () => []);
  }
  const text = typeof input === 'string' ? decoded(input) : '';
  try {
    const root = readJson(text);
    return readValue(
      root.value,
      () => root,
      () => duplicatesIn(root),
    );
  } catch (error) {
    if (!(error instanceof JsonTextError)) {
      throw error;
    }
    return { refusals: [notJson(error, text)] };
  }
}

/** Names of the services that a policy names, each once; none where it is not understood. */
export function servicesNamedIn(input: unknown): string[] {
  const { policy } = readTrustPolicy(input);
  const names = (policy?.statements ?? []).flatMap(({ principals }) =>
    principals.flatMap(({ kind, value }) =>
      kind === 'Service' ? [value] : [],
    ),
  );
  return [...new Set(names)];
}

/** Whether a value is what JSON.parse gives, so that it need not be written and read again to be one. */
function isJson(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) {
    return (
      value === null ||
      typeof value === 'string' ||
      typeof value === 'boolean' ||
      (typeof value === 'number' && Number.isFinite(value))
    );
  }
  if (Array.isArray(value)) {
    return value.every(isJson);
  }
  if (Object.getPrototypeOf(value) !== Object.prototype) {
    return false;
  }
  for (const key in value) {
    if (!isJson((value as Record<string, unknown>)[key])) {
      return false;
    }
  }
  return true;
}

/**
 * @param root - the values with their positions
 * @param duplicates - names that stand twice
 */
function readValue(
  value: unknown,
  root: () => JsonNode,
  duplicates: () => TrustPolicy['duplicates'],
): ReadTrustPolicy {
  if (typeof value === 'string') {
    return {
      refusals: [
        parseError(
          'it is a text that holds the policy, not the policy itself.',
        ),
      ],
    };
  }
  const located = (refusals: ReviewFinding[]) =>
    refusals.map(each => ({ ...each, evidence: evidenceOf(each, root()) }));
  const refusals = elementRefusals(value);
  if (refusals.length > 0) {
    return { refusals: located(refusals) };
  }
  const { document, error } = parsePolicyDocument(value, 'trust');
  if (error) {
    return { refusals: located([refusalOf(error.message)]) };
  }
  return {
    policy: {
      document,
      statements: readStatements(document),
      root,
      duplicates: duplicates(),
    },
    refusals: [],
  };
}

function once<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function notJson({ message, offset }: JsonTextError, text: string) {
  return {
    ...parseError(
      `the text is no JSON (at character ${offset + 1}). ${message}`,
    ),
    evidence: [{ start: offset, end: Math.min(offset + 1, text.length) }],
  };
}

/** IAM returns policies URL-encoded. A policy's own text begins with a brace, so the two cannot be mixed up. */
function decoded(text: string): string {
  if (!/^\s*%7B/i.test(text)) {
    return text;
  }
  try {
    return decodeURIComponent(text.trim());
  } catch {
    return text;
  }
}

function duplicatesIn(node: JsonNode): TrustPolicy['duplicates'] {
  const seen = new Set<string>();
  const found: TrustPolicy['duplicates'] = [];
  for (const { name, nameStart, node: child } of node.members ?? []) {
    if (seen.has(name)) {
      found.push({ name, start: nameStart });
    }
    seen.add(name);
    found.push(...duplicatesIn(child));
  }
  return [...found, ...(node.items ?? []).flatMap(duplicatesIn)];
}

/** Elements that IAM accepts in other policies, or in none. */
function elementRefusals(value: unknown): ReviewFinding[] {
  const statements = [(value as { Statement?: unknown } | null)?.Statement]
    .flat()
    .filter(isRecord);
  return statements.flatMap((statement, index) => {
    if (statement.NotPrincipal !== undefined) {
      return [
        refused(
          'notprincipal',
          'IAM does not accept NotPrincipal in a trust policy.',
          'Name the principals in Principal.',
          index,
        ),
      ];
    }
    if (
      statement.Resource !== undefined ||
      statement.NotResource !== undefined
    ) {
      return [
        refused(
          'resource-element',
          'IAM does not accept a resource in a trust policy: it is the role itself.',
          'Remove Resource.',
          index,
        ),
      ];
    }
    return conditionRefusals(statement.Condition, index);
  });
}

function conditionRefusals(condition: unknown, index: number): ReviewFinding[] {
  if (!isRecord(condition)) {
    return [];
  }
  return Object.entries(condition).flatMap(([operator, keys]) => {
    if (/^(for(allvalues|anyvalue):)?nullifexists$/i.test(operator)) {
      return [
        refused(
          'null-if-exists',
          'IAM does not accept NullIfExists: Null itself asks whether the key exists.',
          'Use Null.',
          index,
          [operator],
        ),
      ];
    }
    if (!isKnownOperator(operator)) {
      return [
        refused(
          'operator-invalid',
          `IAM knows no operator ${operator}.`,
          'Use StringEquals or StringLike.',
          index,
          [operator],
        ),
      ];
    }
    const names = Object.keys(isRecord(keys) ? keys : {});
    const bare = names.find(name => !name.includes(':'));
    if (bare !== undefined) {
      return [
        refused(
          'condition-key-malformed',
          `The key ${bare} has no colon: IAM accepts no such key.`,
          'Write the issuer without https://, a colon and the claim.',
          index,
          [bare],
        ),
      ];
    }
    const lower = names.map(name => name.toLowerCase());
    const again = lower.findIndex((name, at) => lower.indexOf(name) !== at);
    return again >= 0
      ? [
          refused(
            'duplicate-key-case',
            `The key ${names[again]} stands twice under ${operator}, in different case.`,
            'Write it once, with all values.',
            index,
            names.filter((_, at) => lower[at] === lower[again]),
          ),
        ]
      : [];
  });
}

function refusalOf(message: string): ReviewFinding {
  return /must be unique/.test(message)
    ? finding({
        ruleId: 'duplicate-sid',
        severity: 'medium',
        category: 'broken',
        message: 'Two statements have the same Sid: IAM refuses the policy.',
        fix: 'Make each Sid unique.',
      })
    : parseError(message);
}

function parseError(message: string): ReviewFinding {
  return finding({
    ruleId: 'parse-error',
    severity: 'high',
    category: 'broken',
    message: `IAM refuses the policy: ${message}`,
    fix: 'Correct the document.',
  });
}

function refused(
  ruleId: string,
  message: string,
  fix: string,
  statement: number,
  about?: string[],
): ReviewFinding {
  return finding({
    ruleId,
    severity: 'high',
    category: 'broken',
    message,
    fix,
    statement,
    about,
  });
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
