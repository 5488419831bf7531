import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { answerError, Asked, noAnswer } from '../answerError';

interface Failed {
  status?: number;
  response?: {
    headers?: Record<string, string | number | undefined>;
    data?: unknown;
  };
}

/** What a failed call of octokit means; see `answerError`. */
export function hostError(title: string, error: unknown): ChangeHostError {
  if (error instanceof ChangeHostError) {
    return error;
  }
  const { status, response } = (error ?? {}) as Failed;
  const asked = askedOf(title);
  return response && status !== undefined
    ? answerError(asked, {
        status,
        headers: response.headers ?? {},
        words: wordsOf(response.data),
      })
    : noAnswer(asked);
}

export function askedOf(title: string): Asked {
  return {
    title,
    settings: 'integrations.github',
    credentials: 'app or token',
  };
}

/** Only looked at, never passed on. */
function wordsOf(data: unknown): string {
  const { message, errors } = (data ?? {}) as {
    message?: unknown;
    errors?: unknown;
  };
  return `${message ?? ''} ${errors ? JSON.stringify(errors) : ''}`;
}
