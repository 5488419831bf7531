import { ServerResponse } from 'node:http';

function bytesOf(chunk: unknown): Buffer {
  if (typeof chunk === 'string') {
    return Buffer.from(chunk);
  }
  return chunk instanceof Uint8Array ? Buffer.from(chunk) : Buffer.alloc(0);
}

/** Closes the connection after this many bytes of the body, although the headers promise all of it. */
export function truncateAfter(response: ServerResponse, limit: number): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  let left = limit;
  const pass = (chunk: unknown): boolean => {
    const bytes = bytesOf(chunk);
    if (bytes.length <= left) {
      left -= bytes.length;
      return bytes.length ? write(bytes) : true;
    }
    write(bytes.subarray(0, left), () => response.socket?.destroy());
    left = -1;
    return false;
  };
  response.write = ((chunk: unknown) =>
    left < 0 ? false : pass(chunk)) as typeof response.write;
  response.end = ((chunk?: unknown) => {
    if (left >= 0) {
      pass(chunk);
    }
    if (left >= 0) {
      end();
    }
    return response;
  }) as typeof response.end;
}

/** Sends the body at this many bytes per second, in ten steps per second. */
export function slowDown(
  response: ServerResponse,
  bytesPerSecond: number,
): void {
  const write = response.write.bind(response);
  const end = response.end.bind(response);
  const step = Math.max(1, Math.floor(bytesPerSecond / 10));
  let before: Promise<void> = Promise.resolve();
  const pace = async (bytes: Buffer) => {
    for (let at = 0; at < bytes.length && !response.destroyed; at += step) {
      write(bytes.subarray(at, at + step));
      await new Promise(resolve => {
        setTimeout(resolve, 100);
      });
    }
  };
  response.write = ((chunk: unknown) => {
    before = before.then(() => pace(bytesOf(chunk)));
    return true;
  }) as typeof response.write;
  response.end = ((chunk?: unknown) => {
    before = before.then(() => pace(bytesOf(chunk))).then(() => void end());
    return response;
  }) as typeof response.end;
}
