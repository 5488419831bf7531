import { IrsaError } from './IrsaError';

/** Turns an answer of the typed client into its data, or throws an {@link IrsaError}. */
export async function unwrap<T>(
  answer: Promise<{ data?: T; error?: unknown; response: Response }>,
): Promise<T> {
  let result;
  try {
    result = await answer;
  } catch (error) {
    throw IrsaError.from(error);
  }
  if (!result.response.ok) {
    throw IrsaError.fromBody(result.error, result.response);
  }
  return result.data as T;
}
