import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { AwsSession, describeError } from './awsSession';
import { ProgramContext, RunningContainer } from './program';
import { objectPath, reader } from './reader';

const DEFAULT_EXPIRES_SECONDS = 3600;

/**
 * The app of the walk-through. It returns presigned links to profile images, signed with the credentials that it has.
 * `GET /presigned-url?object=alice.png&expires=3600` answers `{url, expiresIn, signedBy}`; `GET /` is a page with these
 * links. It listens on its own loopback port and logs the number, because the sandbox has no Pod network.
 */
export function presigner(context: ProgramContext): RunningContainer {
  const session = new AwsSession(context);
  const server = createServer((request, response) => {
    answer(context, session, request, response).catch(error => {
      context.log(`ERROR ${describeError(error)}`);
      sendJson(response, 500, { error: describeError(error) });
    });
  });
  server.unref();
  server.listen(0, '127.0.0.1', () => {
    const { port } = server.address() as AddressInfo;
    context.log(`Serving on http://127.0.0.1:${port}`);
  });
  const calls = reader(context, session);
  return {
    stop() {
      calls.stop();
      server.closeAllConnections();
      return new Promise<void>(resolve => {
        server.close(() => resolve());
      });
    },
  };
}

async function answer(
  context: ProgramContext,
  session: AwsSession,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(request.url ?? '/', 'http://127.0.0.1');
  const fallback = context.container.env.S3_KEY ?? 'alice.png';
  if (url.pathname === '/') {
    response.setHeader('content-type', 'text/html; charset=utf-8');
    response.end(
      `<!doctype html><title>Profile images</title><h1>Profile images</h1><p><a href="/presigned-url?object=${encodeURIComponent(
        fallback,
      )}">A link to ${fallback.replace(/[<&]/g, '')}</a></p>`,
    );
    return;
  }
  if (url.pathname !== '/presigned-url') {
    sendJson(response, 404, { error: 'Not found' });
    return;
  }
  const expiresIn = Number(
    url.searchParams.get('expires') ?? DEFAULT_EXPIRES_SECONDS,
  );
  if (!Number.isInteger(expiresIn) || expiresIn < 1 || expiresIn > 604800) {
    sendJson(response, 400, {
      error: 'expires must be a whole number of seconds from 1 to 604800',
    });
    return;
  }
  const object = url.searchParams.get('object') ?? fallback;
  const { credentials, arn } = await session.identity();
  const link = await context.aws.presign(
    credentials,
    session.region(),
    objectPath(context.container.env.S3_BUCKET, object),
    expiresIn,
  );
  // The link is itself a credential, so it is not logged.
  context.log(`GET /presigned-url?object=${object} 200`);
  sendJson(response, 200, { url: link, expiresIn, signedBy: arn });
}

function sendJson(response: ServerResponse, status: number, body: object) {
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  response.end(`${JSON.stringify(body)}\n`);
}
