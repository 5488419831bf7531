import { JsonObject } from '../types';
import { ApiError, badRequest } from '../ApiError';

/** The position at which a list continues. Opaque to clients. */
export interface Continuation {
  /**
   * Revision of the first page. -1 when that revision is no longer kept: the rest of the list then shows the present
   * state.
   */
  rv: number;
  /** Key of the last object returned. */
  start: string;
}

export function encodeContinuation(continuation: Continuation): string {
  return Buffer.from(JSON.stringify(continuation)).toString('base64url');
}

export function decodeContinuation(token: string): Continuation {
  try {
    const decoded = JSON.parse(Buffer.from(token, 'base64url').toString());
    if (typeof decoded.rv === 'number' && typeof decoded.start === 'string') {
      return decoded;
    }
  } catch {
    // The answer below covers this case.
  }
  throw badRequest('continue key is not valid: illegal base64 data');
}

/** 410 with a token for the rest of the list, which then mixes two states. */
export class ExpiredContinuation extends ApiError {
  constructor(private readonly start: string) {
    super(
      410,
      'Expired',
      'The provided continue parameter is too old to display a consistent list result. You can start a new list without the continue parameter, or use the continue token in this response to retrieve the remainder of the results. Continuing with the provided token results in an inconsistent list - objects that were created, modified, or deleted between the time the first chunk was returned and now may show up in the list.',
    );
  }

  toStatus(): JsonObject {
    return {
      ...super.toStatus(),
      metadata: { continue: encodeContinuation({ rv: -1, start: this.start }) },
    };
  }
}
