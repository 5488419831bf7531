import {
  ContextLookup,
  createTextReader,
  TextReader,
  variableKeys,
} from '../../policy';
import { findOperator } from '../../policy/conditionOperators';
import { toPattern } from '../../policy/wildcards';
import { claimPresence } from '../issuers/claims';
import { ConditionTest } from '../types';
import { reasonOfName, reasonOfRequest } from './requestKeys';
import { Pattern } from './types';

/**
 * What one test says of the tokens of one provider: it holds for all of them, for none, for some by what is not the
 * subject (`depends`), or it chooses subjects or audiences.
 */
export type Outcome =
  | { kind: 'always' }
  | { kind: 'never' }
  | { kind: 'depends' }
  /** One of `any` must match. */
  | { kind: 'subject-any'; any: Pattern[] }
  /** None of `none` may match. */
  | { kind: 'subject-none'; none: Pattern[] }
  | { kind: 'audience'; holds: (audience: string) => boolean };

export interface TokenView {
  /** Issuer without `https://`. */
  host: string;
  version: string | undefined;
  /** Whether the request may carry session tags. */
  mayTag: boolean;
  /**
   * A value whose variable is only known at the time of the request is taken as `widest` (everything) or left out.
   */
  unknownValues: 'widest' | 'left out';
}

const NO_CONTEXT = new ContextLookup({});

export function outcomeOf(test: ConditionTest, view: TokenView): Outcome {
  const presence = presenceOf(test, view);
  if (test.base === 'null') {
    return nullOutcome(test, presence);
  }
  const operator = findOperator(test.base);
  if (!operator) {
    return { kind: 'never' };
  }
  if (presence === 'never') {
    const holds =
      test.ifExists ||
      test.quantifier === 'ForAllValues' ||
      (operator.negated && test.quantifier !== 'ForAnyValue');
    return { kind: holds ? 'always' : 'never' };
  }
  if (presence === 'depends') {
    // A positive test without a value that a request can have fails for every token that has the key.
    const failsAlways =
      test.values.every(
        value =>
          !value.includes('${') && reasonOfRequest(value, test) !== undefined,
      ) &&
      !operator.negated &&
      !test.ifExists &&
      test.quantifier !== 'ForAllValues';
    return { kind: failsAlways ? 'never' : 'depends' };
  }
  const patterns = patternsOf(test, view);
  if (presence === 'audience') {
    const reader = readerOf(view);
    return {
      kind: 'audience',
      holds: audience =>
        test.values.some(value => operator.compare(value, audience, reader)) !==
        operator.negated,
    };
  }
  if (operator.negated) {
    return noneOf(patterns);
  }
  return patterns.length > 0
    ? { kind: 'subject-any', any: patterns }
    : { kind: 'never' };
}

function noneOf(none: Pattern[]): Outcome {
  return none.length > 0 ? { kind: 'subject-none', none } : { kind: 'always' };
}

type Presence = 'subject' | 'audience' | 'depends' | 'never';

/** Whether tokens of the provider have the key. */
function presenceOf(test: ConditionTest, view: TokenView): Presence {
  if (test.host === undefined) {
    return globalPresence(test.key, view);
  }
  if (!isSameHost(test.host, view.host) || test.claim === undefined) {
    return 'never';
  }
  if (test.claim === 'sub') {
    return 'subject';
  }
  return test.claim === 'aud'
    ? 'audience'
    : claimPresence(view.host, test.claim);
}

const TAG_KEYS = /^(aws:requesttag\/|aws:tagkeys$|sts:transitivetagkeys$)/;
/** Keys that come with the credentials of a caller or with a service; a web identity has neither. */
const CALLER_KEYS =
  /^(aws:(principal|sourcearn$|sourceaccount$|sourceorg|userid$|username$|multifactor|calledvia)|sts:externalid$|iam:|saml:)/;

function globalPresence(key: string, view: TokenView): Presence {
  const name = key.toLowerCase();
  if (CALLER_KEYS.test(name) || reasonOfName(name) !== undefined) {
    return 'never';
  }
  if (TAG_KEYS.test(name)) {
    return view.mayTag ? 'depends' : 'never';
  }
  return /^(aws|sts):/.test(name) ? 'depends' : 'never';
}

function nullOutcome(test: ConditionTest, presence: Presence): Outcome {
  if (test.ifExists) {
    return { kind: 'never' };
  }
  if (presence === 'depends') {
    return { kind: 'depends' };
  }
  const wantsAbsent = (value: string) => value.toLowerCase() === 'true';
  const holds = test.values.some(
    value => wantsAbsent(value) === (presence === 'never'),
  );
  return { kind: holds ? 'always' : 'never' };
}

function readerOf({ version }: TokenView): TextReader {
  return createTextReader(version, NO_CONTEXT);
}

/** Patterns of the values that a subject can have; operators for numbers, times or addresses match no subject. */
function patternsOf(test: ConditionTest, view: TokenView): Pattern[] {
  const isText = /^(string|arn|binaryequals|bool)/.test(test.base);
  if (!isText) {
    return [];
  }
  const hasWildcards = /like|^arn/.test(test.base);
  const ignoreCase = /ignorecase|^bool/.test(test.base);
  const reader = readerOf(view);
  return test.values.flatMap((source): Pattern[] => {
    // An ARN has six parts, so nothing shorter compares as one.
    if (/^arn/.test(test.base) && source.split(':').length < 6) {
      return [];
    }
    const text = hasWildcards ? reader.pattern(source) : reader.literal(source);
    if (text !== undefined) {
      return [{ source, text, ignoreCase }];
    }
    const isEverUnknown = variableKeys(source).every(
      key =>
        presenceOf({ ...test, ...keyParts(key) } as ConditionTest, view) !==
        'never',
    );
    return isEverUnknown && view.unknownValues === 'widest'
      ? [
          {
            source,
            text: toPattern(source.replace(/\$\{[^}]*\}/g, '*')),
            ignoreCase,
          },
        ]
      : [];
  });
}

/** Keys compare without regard to case. */
export function isSameHost(left: string | undefined, right: string): boolean {
  return (
    left === right ||
    (left !== undefined && left.toLowerCase() === right.toLowerCase())
  );
}

/** Splits a key into issuer and claim; keys of AWS itself have neither. */
export function keyParts(
  key: string,
): Pick<ConditionTest, 'key' | 'host' | 'claim'> {
  const colon = key.lastIndexOf(':');
  const host = key.slice(0, Math.max(colon, 0));
  const isClaim = host !== '' && !/^(aws|sts|iam|saml):/i.test(key);
  return isClaim
    ? { key, host, claim: key.slice(colon + 1).toLowerCase() }
    : { key, host: undefined, claim: undefined };
}
