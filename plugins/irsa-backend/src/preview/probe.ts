import {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
import { PreviewMethod, Probe } from 'backstage-plugin-irsa-common';

const TIMEOUT_MS = 10_000;
const MAX_BODY = 64 * 1024;
/** What a PUT probe writes. */
export const PROBE_BODY = 'irsa probe';

export interface ObjectAddress {
  bucket: string;
  key: string;
}

export interface SentProbe {
  probe: Probe;
  url: string;
  /** Message of S3 beside the code, for the explanation. */
  region?: string;
}

/** Signs the link for one method. Each method needs its own link: S3 refuses HEAD with a GET link. */
function signLink(
  client: S3Client,
  method: PreviewMethod,
  { bucket, key }: ObjectAddress,
  expirySeconds: number,
): Promise<string> {
  const input = { Bucket: bucket, Key: key };
  const options = { expiresIn: expirySeconds };
  switch (method) {
    case 'HEAD':
      return getSignedUrl(client, new HeadObjectCommand(input), options);
    case 'PUT':
      return getSignedUrl(client, new PutObjectCommand(input), options);
    default:
      return getSignedUrl(client, new GetObjectCommand(input), options);
  }
}

/** Signs and sends one request from the portal, and returns the result. */
export async function sendProbe(
  client: S3Client,
  method: PreviewMethod,
  address: ObjectAddress,
  expirySeconds: number,
): Promise<SentProbe> {
  const url = await signLink(client, method, address, expirySeconds);
  const started = performance.now();
  let answer: Answer;
  try {
    answer = await send(url, method);
  } catch (error) {
    return {
      url,
      probe: {
        method,
        outcome: 'error',
        latencyMs: Math.round(performance.now() - started),
        why: [
          `S3 did not answer: ${
            (error as { cause?: { code?: string } }).cause?.code ??
            (error as Error).name
          }. Check the portal's way to the S3 endpoint.`,
        ],
      },
    };
  }
  const latencyMs = Math.round(performance.now() - started);
  let { code } = answer;
  if (method === 'HEAD' && answer.status >= 400) {
    // Answers to HEAD have no body, so a ranged GET finds the error code.
    const again = await signLink(client, 'GET', address, expirySeconds);
    code = await send(again, 'GET').then(
      ({ status, code: found }) =>
        status === answer.status ? found : undefined,
      () => undefined,
    );
  }
  return {
    url,
    region: answer.region,
    probe: {
      method,
      outcome: outcomeOf(answer.status),
      status: answer.status,
      code,
      latencyMs,
      requestId: answer.requestId,
      size: answer.size,
      contentType: answer.status < 300 ? answer.contentType : undefined,
      ...(method === 'PUT' &&
        answer.status === 412 && {
          why: ['An object is there already; it was not overwritten.'],
        }),
    },
  };
}

/** Removes the probe object. False when that failed. */
export async function removeProbe(
  client: S3Client,
  { bucket, key }: ObjectAddress,
): Promise<boolean> {
  try {
    await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: key }));
    return true;
  } catch {
    return false;
  }
}

// 412: the PUT was allowed, but an object exists; 416: a GET of an empty object.
function outcomeOf(status: number): Probe['outcome'] {
  if (status < 300 || status === 412 || status === 416) {
    return 'allowed';
  }
  return status === 401 || status === 403 ? 'denied' : 'error';
}

interface Answer {
  status: number;
  code?: string;
  requestId?: string;
  region?: string;
  size?: number;
  contentType?: string;
}

async function send(url: string, method: PreviewMethod): Promise<Answer> {
  const headers: Record<string, string> = {};
  if (method === 'GET') {
    headers.Range = 'bytes=0-0';
  }
  if (method === 'PUT') {
    headers['If-None-Match'] = '*';
  }
  const response = await fetch(url, {
    method,
    headers,
    body: method === 'PUT' ? PROBE_BODY : undefined,
    // A redirect would send the signed link to another host.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const failed = response.status >= 300;
  const text = failed && method !== 'HEAD' ? await readText(response) : '';
  if (!failed) {
    await response.body?.cancel();
  }
  const range = response.headers.get('content-range')?.split('/')[1];
  const length = range ?? response.headers.get('content-length');
  return {
    status: response.status,
    code: /<Code>([A-Za-z0-9]+)<\/Code>/.exec(text)?.[1],
    requestId: response.headers.get('x-amz-request-id') ?? undefined,
    region: response.headers.get('x-amz-bucket-region') ?? undefined,
    size:
      !failed && method !== 'PUT' && length !== null && /^\d+$/.test(length)
        ? Number(length)
        : undefined,
    contentType: response.headers.get('content-type') ?? undefined,
  };
}

async function readText(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) {
    return '';
  }
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < MAX_BODY) {
    const { done, value } = await reader.read();
    if (done) {
      return text;
    }
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text;
}
