import { IncomingMessage, ServerResponse } from 'node:http';
import { Readable, Writable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip, gzipSync } from 'node:zlib';

/** As on the real server, smaller answers are not compressed. */
const COMPRESS_FROM = 128 * 1024;

const COMPRESSION = { level: 1 };

/**
 * Sends JSON that is made in pieces. A short text is sent as a whole with its length. A long one is streamed at the
 * speed of the client, compressed if the client accepts that, and is never in memory as a whole.
 */
export async function streamJson(
  request: IncomingMessage,
  response: ServerResponse,
  pieces: Iterable<string>,
): Promise<void> {
  const iterator = blocks(pieces)[Symbol.iterator]();
  const first = iterator.next();
  const second = first.done ? first : iterator.next();
  const headers = {
    'content-type': 'application/json',
    'cache-control': 'no-cache, private',
  };
  const body = first.done ? Buffer.alloc(0) : first.value;
  const gzip =
    body.length >= COMPRESS_FROM &&
    String(request.headers['accept-encoding'] ?? '').includes('gzip');
  const encoding = gzip
    ? { 'content-encoding': 'gzip', vary: 'Accept-Encoding' }
    : {};
  if (request.method === 'HEAD') {
    response.writeHead(200, { ...headers, ...encoding });
    response.end();
    return;
  }
  if (second.done) {
    const payload = gzip ? gzipSync(body, COMPRESSION) : body;
    response.writeHead(200, {
      ...headers,
      ...encoding,
      'content-length': payload.length,
    });
    response.end(payload);
    return;
  }
  response.writeHead(200, { ...headers, ...encoding });
  function* all() {
    yield body;
    yield second.value as Buffer;
    for (let next = iterator.next(); !next.done; next = iterator.next()) {
      yield next.value;
    }
  }
  const source = Readable.from(all(), { objectMode: true, highWaterMark: 1 });
  try {
    await (gzip
      ? pipeline(source, createGzip(COMPRESSION), response)
      : pipeline(source, response));
  } catch {
    // The client has disconnected, so there is nobody to report the error to.
    response.destroy();
  }
}

/** Joins the pieces to blocks of about a megabyte, so that a page of a list is one write. */
function* blocks(pieces: Iterable<string>): Generator<Buffer> {
  let held: string[] = [];
  let size = 0;
  for (const piece of pieces) {
    held.push(piece);
    size += piece.length;
    if (size >= 1024 * 1024) {
      yield Buffer.from(held.join(''));
      held = [];
      size = 0;
    }
  }
  if (size) {
    yield Buffer.from(held.join(''));
  }
}

/** Writes, and waits while the client is slower. Returns false when it has disconnected. */
export async function writeAtPace(
  stream: Writable,
  text: string,
): Promise<boolean> {
  if (stream.destroyed) {
    return false;
  }
  if (stream.write(text)) {
    return true;
  }
  await new Promise<void>(resolve => {
    const done = () => {
      stream.off('drain', done);
      stream.off('close', done);
      resolve();
    };
    stream.on('drain', done);
    stream.on('close', done);
  });
  return !stream.destroyed;
}
