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
