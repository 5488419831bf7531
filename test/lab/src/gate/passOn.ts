import { IncomingMessage, request, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { GateRefusal } from './GateRefusal';

/** What belongs to one connection and not to the call (RFC 9110 §7.6.1), or is said again for the body as it is passed on. */
const OWN = [
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'expect',
];

/** Names and values in turn, as Node's `rawHeaders` has them, without those of the connection. */
export function headersToPass(
  rawHeaders: string[],
  but: string[] = OWN,
): string[] {
  return rawHeaders.filter((_, index) => {
    const name = rawHeaders[index - (index % 2)];
    return !but.includes(name.toLowerCase());
  });
}

/**
 * Sends the call to the emulator and its answer back, headers in their own spelling and order.
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
        // As a list they reach the wire as they are; @types/node knows only the object.
        headers: headers as unknown as Record<string, string>,
      },
      answer => {
        outgoing.writeHead(
          answer.statusCode ?? 502,
          answer.statusMessage,
          headersToPass(answer.rawHeaders, ['connection', 'keep-alive']),
        );
        // On an error the half answer's connection is cut, so that nobody takes it for whole.
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

/** The emulator does not answer, in words that say who does not. */
export function unreachable(error: NodeJS.ErrnoException): GateRefusal {
  return new GateRefusal(
    502,
    'ServiceUnavailable',
    `The emulator behind the gate does not answer (${
      error.code ?? error.message
    })`,
  );
}
