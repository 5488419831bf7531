import { ConflictError, InputError } from '@backstage/errors';
import { isFromDatabase } from '../../shared/databaseOutage';
import { scrub } from '../../shared/scrub';
import {
  ClaimLostError,
  DatabaseLostError,
  LeaveError,
  NeedsHumanError,
  StepFailedError,
} from '../model/errors';

/** Passes on what says nothing about a step or act: this process must leave the migration as it is. */
export function rethrowUnlessOfStep(error: unknown): void {
  if (error instanceof LeaveError || error instanceof ClaimLostError) {
    throw error;
  }
  if (isFromDatabase(error)) {
    throw new DatabaseLostError(error);
  }
}

/** For people, without secrets. Errors whose words were written for people come without their name. */
export function inWords(error: unknown): string {
  const { name = '', message = String(error) } = (error ?? {}) as Error;
  const known =
    error instanceof StepFailedError ||
    error instanceof NeedsHumanError ||
    error instanceof ConflictError ||
    error instanceof InputError;
  return scrub(known ? message : `${name}: ${message}`);
}
