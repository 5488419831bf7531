import { ChangeHostError } from 'backstage-plugin-irsa-node';
import { answerError, Asked, movedAway, noAnswer } from '../answerError';

const TIMEOUT_MS = 30_000;
/** Bytes of an answer; lists of files of large repositories come in pages. */
const LARGEST = 20_000_000;

export interface HostCall {
  url: string;
  method?: string;
  headers: Record<string, string>;
  body?: string;
}

export interface HostAnswer {
  status: number;
  headers: Record<string, string>;
  /** Undefined when it is larger than the limit. */
  body: Buffer | undefined;
}

/**
 * One call of a host. Follows no redirect, so that credentials stay with the host of the settings, and does not wait for
 * ever. Everything but success is a ChangeHostError.
 */
export async function callHost(
  asked: Asked,
  { url, ...init }: HostCall,
  limit = LARGEST,
): Promise<HostAnswer> {
  let answer: HostAnswer;
  try {
    const response = await fetch(url, {
      ...init,
      redirect: 'manual',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    answer = {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: await readLimited(response, limit),
    };
  } catch {
    // The cause may quote the request.
    throw noAnswer(asked);
  }
  const { status, headers, body } = answer;
  if (status >= 300 && status < 400) {
    throw movedAway(asked, status);
  }
  if (status >= 400) {
    const words = (body ?? Buffer.alloc(0)).toString('utf8');
    throw answerError(asked, { status, headers, words });
  }
  return answer;
}

/** What an answer says; null when it has no content. */
export function jsonOf(asked: Asked, { body }: HostAnswer): unknown {
  if (body?.length === 0) {
    return null;
  }
  try {
    return JSON.parse(body!.toString('utf8'));
  } catch {
    throw noAnswer(asked);
  }
}

/** Undefined where something is not there, in a repository that is. */
export async function undefinedWhere404<T>(
  call: () => Promise<T>,
  facts: () => Promise<unknown>,
): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (!(error instanceof ChangeHostError) || error.details.status !== 404) {
      throw error;
    }
    await facts();
    return undefined;
  }
}

async function readLimited(
  response: Response,
  limit: number,
): Promise<Buffer | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += (chunk as Uint8Array).length;
    if (size > limit) {
      return undefined;
    }
    chunks.push(chunk as Uint8Array);
  }
  return Buffer.concat(chunks);
}
