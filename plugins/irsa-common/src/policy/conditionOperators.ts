import { isInRange } from './ipRange';
import { remembered } from './remembered';
import { TextReader } from './variables';
import { matchesPattern } from './wildcards';

/** Whether one value of the request satisfies one value of the policy (before any negation). */
type Compare = (wanted: string, given: string, reader: TextReader) => boolean;

export interface ConditionOperator {
  compare: Compare;
  negated: boolean;
}

/** The parts of an operator's name, such as `ForAnyValue:StringLikeIfExists`. */
export interface ParsedOperator {
  base: string;
  quantifier?: 'ForAllValues' | 'ForAnyValue';
  ifExists: boolean;
}

const literal =
  (test: (wanted: string, given: string) => boolean): Compare =>
  (wanted, given, reader) => {
    const expanded = reader.literal(wanted);
    return expanded !== undefined && test(expanded, given);
  };

const numeric = (test: (wanted: number, given: number) => boolean) =>
  literal((wanted, given) => {
    const [left, right] = [wanted, given].map(text =>
      text.trim() === '' ? NaN : Number(text),
    );
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  });

const date = (test: (wanted: number, given: number) => boolean) =>
  literal((wanted, given) => {
    const [left, right] = [toTime(wanted), toTime(given)];
    return !Number.isNaN(left) && !Number.isNaN(right) && test(left, right);
  });

/** Milliseconds since 1970 of a date in ISO 8601 (without a zone: UTC) or of a number of seconds; NaN when it is neither. */
export function toTime(text: string): number {
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    return Number(text) * 1000;
  }
  const hasNoZone = /T[\d:.]+$/.test(text);
  return Date.parse(hasNoZone ? `${text}Z` : text);
}

const like: Compare = (wanted, given, reader) => {
  const pattern = reader.pattern(wanted);
  return pattern !== undefined && matchesPattern(pattern, given);
};

/** The six parts of an ARN are compared one by one, so a wildcard matches no colon before the last part. */
const arn: Compare = (wanted, given, reader) => {
  const pattern = reader.pattern(wanted);
  if (pattern === undefined) {
    return false;
  }
  const patterns = arnParts(pattern);
  const parts = arnParts(given);
  return (
    patterns.length === 6 &&
    parts.length === 6 &&
    patterns.every((part, index) => matchesPattern(part, parts[index]))
  );
};

function arnParts(text: string): string[] {
  const parts = text.split(':');
  return parts.length < 6
    ? parts
    : [...parts.slice(0, 5), parts.slice(5).join(':')];
}

const equals = literal((wanted, given) => wanted === given);
const equalsIgnoreCase = literal(
  (wanted, given) => wanted.toLowerCase() === given.toLowerCase(),
);
const numericEquals = numeric((wanted, given) => given === wanted);
const dateEquals = date((wanted, given) => given === wanted);
const ipAddress = literal((wanted, given) => isInRange(given, wanted));

const positive = (compare: Compare): ConditionOperator => ({
  compare,
  negated: false,
});
const negative = (compare: Compare): ConditionOperator => ({
  compare,
  negated: true,
});

/**
 * Source: IAM User Guide, "IAM JSON policy elements: Condition operators". `Null` is missing here, because it compares
 * nothing.
 */
const OPERATORS: Record<string, ConditionOperator> = {
  StringEquals: positive(equals),
  StringNotEquals: negative(equals),
  StringEqualsIgnoreCase: positive(equalsIgnoreCase),
  StringNotEqualsIgnoreCase: negative(equalsIgnoreCase),
  StringLike: positive(like),
  StringNotLike: negative(like),
  NumericEquals: positive(numericEquals),
  NumericNotEquals: negative(numericEquals),
  NumericLessThan: positive(numeric((wanted, given) => given < wanted)),
  NumericLessThanEquals: positive(numeric((wanted, given) => given <= wanted)),
  NumericGreaterThan: positive(numeric((wanted, given) => given > wanted)),
  NumericGreaterThanEquals: positive(
    numeric((wanted, given) => given >= wanted),
  ),
  DateEquals: positive(dateEquals),
  DateNotEquals: negative(dateEquals),
  DateLessThan: positive(date((wanted, given) => given < wanted)),
  DateLessThanEquals: positive(date((wanted, given) => given <= wanted)),
  DateGreaterThan: positive(date((wanted, given) => given > wanted)),
  DateGreaterThanEquals: positive(date((wanted, given) => given >= wanted)),
  Bool: positive(equalsIgnoreCase),
  BinaryEquals: positive(equals),
  IpAddress: positive(ipAddress),
  NotIpAddress: negative(ipAddress),
  ArnEquals: positive(arn),
  ArnLike: positive(arn),
  ArnNotEquals: negative(arn),
  ArnNotLike: negative(arn),
};

const BY_LOWER_CASE = new Map(
  Object.entries(OPERATORS).map(([name, operator]) => [
    name.toLowerCase(),
    operator,
  ]),
);

/** Operators of the table by name in lower case. */
export function findOperator(base: string): ConditionOperator | undefined {
  return BY_LOWER_CASE.get(base.toLowerCase());
}

const parsed = remembered((name): Readonly<ParsedOperator> => {
  const parts = /^(?:(ForAllValues|ForAnyValue):)?(.*?)(IfExists)?$/i.exec(
    name,
  )!;
  const quantifier = parts[1]?.toLowerCase();
  return {
    base: parts[2],
    ifExists: parts[3] !== undefined,
    ...(quantifier && {
      quantifier:
        quantifier === 'forallvalues' ? 'ForAllValues' : 'ForAnyValue',
    }),
  };
});

export function parseOperator(name: string): ParsedOperator {
  return parsed(name);
}

/** Whether IAM accepts the name. `Null` cannot have IfExists. */
export function isKnownOperator(name: string): boolean {
  const { base, ifExists } = parseOperator(name);
  return base.toLowerCase() === 'null' ? !ifExists : !!findOperator(base);
}
