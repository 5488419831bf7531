import { ProgramContext, RunningContainer } from './program';

/** A web server, a database, or a client of another storage. It runs and never calls AWS. */
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
