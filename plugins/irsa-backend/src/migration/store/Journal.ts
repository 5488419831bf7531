import { randomUUID } from 'node:crypto';
import { Knex } from 'knex';
import {
  ClaimLostError,
  DatabaseLostError,
  LateAnswerError,
} from '../model/errors';
import { scrub } from '../../shared/scrub';
import { holdClaim } from './holdClaim';
import { transact } from '../../shared/transaction';

export interface JournaledCall {
  migrationId: string;
  /** The claim of the worker that makes the call. */
  claim: string;
  /** A step, or an action of the retirement. */
  step: string;
  /** The target, for example `Deployment production/test` or an ARN. */
  target: string;
  intent: string;
  /** Digest of the state before. */
  preImage?: string;
}

/** Called before and after each journaled call. Tests end a process there. */
export type CallObserver = (
  phase: 'before' | 'after',
  call: JournaledCall,
) => Promise<void>;

/**
 * The append-only record of every call that changes a cluster or an account: one row before, one row after. A row is written
 * only by the holder of the claim, and carries its number.
 */
export class Journal {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
    private readonly observe?: CallObserver,
  ) {}

  /**
   * Writes the intent, makes the call, and writes the result.
   *
   * @throws ClaimLostError before the call, LateAnswerError after it, when another process has taken the migration over
   */
  async call<T>(call: JournaledCall, act: () => Promise<T>): Promise<T> {
    const callId = randomUUID();
    await this.append(callId, call, { entry: 'intent' });
    await this.observe?.('before', call);
    let result: T;
    try {
      result = await act();
    } catch (error) {
      if (error instanceof ClaimLostError) {
        throw error;
      }
      await this.answer(callId, call, {
        outcome: 'failed',
        request_id: requestIdOf(error),
        error: scrub(String(error instanceof Error ? error.message : error)),
      });
      throw error;
    }
    await this.observe?.('after', call);
    await this.answer(callId, call, {
      outcome: 'done',
      request_id: requestIdOf(result),
    });
    return result;
  }

  private async answer(
    callId: string,
    call: JournaledCall,
    columns: Record<string, unknown>,
  ): Promise<void> {
    try {
      await this.append(callId, call, { entry: 'outcome', ...columns });
    } catch (error) {
      throw error instanceof ClaimLostError ? new LateAnswerError() : error;
    }
  }

  private async append(
    callId: string,
    call: JournaledCall,
    columns: Record<string, unknown>,
  ): Promise<void> {
    const row = {
      migration_id: call.migrationId,
      call_id: callId,
      step: call.step,
      target: call.target,
      intent: scrub(call.intent),
      pre_image: call.preImage ?? null,
      at: new Date(this.now()).toISOString(),
      ...columns,
    };
    try {
      await transact(this.knex, async transaction => {
        const claimNumber = await holdClaim(
          transaction,
          call.migrationId,
          call.claim,
        );
        await transaction('migration_journal').insert({
          ...row,
          claim_number: claimNumber,
        });
      });
    } catch (error) {
      if (error instanceof ClaimLostError) {
        throw error;
      }
      // Not the answer of the call: that is not known, or was not kept.
      throw new DatabaseLostError(error);
    }
  }
}

function requestIdOf(value: unknown): string | null {
  const metadata = (value as { $metadata?: { requestId?: string } } | undefined)
    ?.$metadata;
  return metadata?.requestId ?? null;
}
