import { IncomingMessage, request, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { GateRefusal } from './GateRefusal';

/** Headers of a single connection (RFC 9110 §7.6.1), and those that are set again for the body that is passed on. */
const OWN = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
];

/** Alternating names and values, as in Node's `rawHeaders`, without those of the connection. */
function headersToPass(rawHeaders: string[], but: string[] = OWN): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)];
    return !but.includes(name.toLowerCase());
  });
}

/**
 * Sends the call to the emulator and its answer back. Spelling and order of headers are kept.
 * @throws GateRefusal 502 when the emulator does not answer
 */
export function passOn(
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  { port, path, body }: { port: number; path?: string; body: Buffer },
): Promise<void> {
  const hasBody =
    body.length > 0 ||
    'content-length' in incoming.headers ||
    'transfer-encoding' in incoming.headers;
  const headers = [
    ...headersToPass(incoming.rawHeaders),
    ...(hasBody ? ['Content-Length', String(body.length)] : []),
  ];
  return new Promise((resolve, reject) => {
    const passed = request(
      {
        host: '127.0.0.1',
        port,
        path,
        method: incoming.method,
        // A list of headers is sent unchanged, but @types/node only knows the object.
        headers: headers as unknown as Record<string, string>,
      },
      answer => {
        outgoing.writeHead(
          answer.statusCode ?? 502,
          answer.statusMessage,
          headersToPass(answer.rawHeaders, ['connection', 'keep-alive']),
        );
        // On an error the connection is closed, so that the client does not take the incomplete answer for complete.
        pipeline(answer, outgoing, () => resolve());
      },
    );
    outgoing.once('close', () => passed.destroy());
    passed.on('error', (error: NodeJS.ErrnoException) =>
      reject(unreachable(error)),
    );
    passed.end(body);
  });
}

/** The error when the emulator does not answer. The message names the emulator. */
export function unreachable(error: NodeJS.ErrnoException): GateRefusal {
  return new GateRefusal(
    502,
    'ServiceUnavailable',
    `The emulator behind the gate does not answer (${
      error.code ?? error.message
    })`,
  );
}
