import { AwsCallError } from './awsCaller';
import { AwsSession, describeError, isHopeless } from './awsSession';
import { ProgramContext, RunningContainer } from './program';

/** Number of consecutive refusals after which an app gives up. */
const FAILURES_BEFORE_EXIT = 3;

/**
 * An app that calls one bucket every few seconds. `S3_BUCKET` and `S3_KEY` name an object to read (without a key it
 * lists), `S3_PUT_KEY` one to write. It is ready after its first success, and exits with code 1 when AWS refuses it.
 */
export function reader(
  context: ProgramContext,
  session: AwsSession = new AwsSession(context),
): RunningContainer {
  const { log, interval } = context;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;
  let succeeded = false;
  let failures = 0;

  async function round() {
    try {
      await useBucket(context, session);
      failures = 0;
      if (!succeeded && !stopped) {
        succeeded = true;
        context.ready(true);
      }
    } catch (error) {
      if (stopped) {
        return;
      }
      failures += 1;
      log(`ERROR ${describeError(error)}`);
      if (
        isHopeless(error) &&
        (!succeeded || failures >= FAILURES_BEFORE_EXIT)
      ) {
        stopped = true;
        context.ready(false);
        context.exit(1, 'Error');
        return;
      }
    }
    schedule(interval);
  }

  function schedule(delay: number) {
    if (!stopped) {
      // Pods that start at the same time must not go on calling at the same time.
      timer = setTimeout(round, delay * (0.75 + Math.random() / 2));
    }
  }

  if (context.container.env.S3_BUCKET) {
    timer = setTimeout(round, 0);
  } else {
    log('ERROR S3_BUCKET is not set');
    timer = setTimeout(() => context.exit(1, 'Error'), 0);
  }
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}

/** One round of work: the calls, and the lines an app would log about them. */
export async function useBucket(
  context: ProgramContext,
  session: AwsSession,
): Promise<void> {
  const { aws, clock, log } = context;
  const {
    S3_BUCKET: bucket,
    S3_KEY: key,
    S3_PUT_KEY: putKey,
  } = context.container.env;
  const region = session.region();
  const { credentials, arn } = await session.identity();
  const headers = { 'user-agent': session.userAgent };

  if (putKey) {
    const started = clock.now();
    const { status } = await aws.s3(credentials, region, {
      method: 'PUT',
      path: objectPath(bucket, putKey),
      headers: { ...headers, 'content-type': 'text/plain' },
      body: `${context.pod.name} was here\n`,
    });
    const took = clock.now() - started;
    log(`PUT s3://${bucket}/${putKey} ${status} ${took}ms as ${arn}`);
  }
  if (key || !putKey) {
    const started = clock.now();
    const path = key ? objectPath(bucket, key) : `/${bucket}`;
    const query = key ? undefined : { 'list-type': '2', 'max-keys': '10' };
    const verb = key ? 'GET' : 'LIST';
    try {
      const { status } = await aws.s3(credentials, region, {
        method: 'GET',
        path,
        query,
        headers,
      });
      const took = clock.now() - started;
      log(`${verb} s3://${bucket}/${key ?? ''} ${status} ${took}ms as ${arn}`);
    } catch (error) {
      // For an app, a missing object is an answer, not a failure.
      if (error instanceof AwsCallError && error.code === 'NoSuchKey') {
        log(`${verb} s3://${bucket}/${key} 404 as ${arn}`);
        return;
      }
      throw error;
    }
  }
}

export function objectPath(bucket: string, key: string): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
