import { findOperator, parseOperator } from './conditionOperators';
import { ContextLookup } from './context';
import { ConditionBlock, ConditionValue, OneOrMany, toArray } from './types';
import { TextReader } from './variables';

/** Whether the condition block is met: every operator and every key must hold, and one value of a key is enough. */
export function conditionHolds(
  block: ConditionBlock | undefined,
  context: ContextLookup,
  reader: TextReader,
): boolean {
  return Object.entries(block ?? {}).every(([operator, keys]) =>
    Object.entries(keys).every(([key, values]) =>
      keyHolds(operator, key, values, context, reader),
    ),
  );
}

function keyHolds(
  operatorName: string,
  key: string,
  values: OneOrMany<ConditionValue>,
  context: ContextLookup,
  reader: TextReader,
): boolean {
  const { base, quantifier, ifExists } = parseOperator(operatorName);
  const given = context.values(key);
  const wanted = toArray(values).map(String);

  if (base.toLowerCase() === 'null') {
    if (ifExists) {
      return false;
    }
    return wanted.some(
      value => (value.toLowerCase() === 'true') === (given === undefined),
    );
  }

  const operator = findOperator(base);
  if (!operator) {
    return false;
  }
  if (given === undefined) {
    if (quantifier === 'ForAllValues' || ifExists) {
      return true;
    }
    return quantifier === 'ForAnyValue' ? false : operator.negated;
  }

  const satisfies = (value: string) =>
    wanted.some(want => operator.compare(want, value, reader)) !==
    operator.negated;
  if (quantifier === 'ForAllValues') {
    return given.every(satisfies);
  }
  if (quantifier === 'ForAnyValue') {
    return given.some(satisfies);
  }
  return operator.negated ? given.every(satisfies) : given.some(satisfies);
}
