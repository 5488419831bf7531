import { ProgramContext, RunningContainer } from './program';

/** A web server, database or client of some other storage: up, and of no interest to AWS. */
export function idle({
  log,
  ready,
  container,
}: ProgramContext): RunningContainer {
  const endpoint = container.env.AWS_ENDPOINT_URL ?? container.env.S3_ENDPOINT;
  const timer = setTimeout(() => {
    log(
      endpoint
        ? `storage: ${endpoint}, bucket ${container.env.S3_BUCKET ?? '-'}`
        : `${container.name} started`,
    );
    ready(true);
  }, 0);
  return { stop: () => clearTimeout(timer) };
}
