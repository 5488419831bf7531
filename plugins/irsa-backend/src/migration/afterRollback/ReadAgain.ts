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
