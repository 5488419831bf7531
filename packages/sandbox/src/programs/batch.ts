import { AwsSession, describeError } from './awsSession';
import { ProgramContext, RunningContainer } from './program';
import { useBucket } from './reader';

/** A job. It does its work `ROUNDS` times (3 if unset) and ends, with code 1 if anything failed. */
export function batch(context: ProgramContext): RunningContainer {
  const { log, container } = context;
  const session = new AwsSession(context);
  const rounds = Number(container.env.ROUNDS) || 3;
  let timer: NodeJS.Timeout | undefined;
  let stopped = false;

  async function run(left: number) {
    try {
      if (container.env.S3_BUCKET) {
        await useBucket(context, session);
      } else {
        log('nothing to do');
      }
    } catch (error) {
      if (!stopped) {
        log(`ERROR ${describeError(error)}`);
        context.exit(1, 'Error');
      }
      return;
    }
    if (stopped) {
      return;
    }
    if (left > 1) {
      timer = setTimeout(() => run(left - 1), context.interval / 4);
    } else {
      log('done');
      context.exit(0, 'Completed');
    }
  }

  context.ready(true);
  timer = setTimeout(() => run(rounds), 0);
  return {
    stop() {
      stopped = true;
      clearTimeout(timer);
    },
  };
}
