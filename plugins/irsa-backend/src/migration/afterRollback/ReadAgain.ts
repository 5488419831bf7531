import { ObjectAfterRollback } from 'backstage-plugin-irsa-common';
import { StepContext } from '../model/Step';

/** Reads what the migration touched of one kind of object, and compares it with what was there before. Changes nothing. */
export interface ReadAgain {
  /** For a read that fails: what is not known then. */
  title(context: StepContext): string;
  /** Empty when the migration has not touched such an object. */
  read(context: StepContext): Promise<ObjectAfterRollback[]>;
}

export function asBefore(object: string, message: string): ObjectAfterRollback {
  return { object, state: 'asBefore', message };
}

export function differs(object: string, message: string): ObjectAfterRollback {
  return { object, state: 'differs', message };
}

export function notKnown(object: string, message: string): ObjectAfterRollback {
  return { object, state: 'notKnown', message };
}

/** What the migration made is not there any more: one that is found later came later. */
export const GONE = 'It is gone again.';
/** What an earlier migration or others made, and this one has only used. */
export const USED = 'It was there before, and stays.';

/**
 * What came of an object: one that was there before and still is, is compared.
 *
 * @param creating - whether the migration has made it
 * @param stays - what is said of one that it has made and that is still there
 */
export function afterUndo<T>(
  object: string,
  found: T | undefined,
  creating: unknown,
  compare: (found: T) => ObjectAfterRollback,
  stays = 'It was created and stays. The log says why it stays.',
): ObjectAfterRollback {
  if (found === undefined) {
    return creating
      ? asBefore(object, GONE)
      : differs(object, 'It was there before and is gone.');
  }
  return creating ? differs(object, stays) : compare(found);
}

/** Whether the last look after a rollback has seen something that stays. */
export function wasLeft(
  objects: readonly ObjectAfterRollback[] | undefined,
  title: string,
): boolean {
  return !!objects?.some(
    ({ object, state, message }) =>
      object === title && state !== 'notKnown' && message !== GONE,
  );
}
