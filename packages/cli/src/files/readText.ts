import { createReadStream } from 'node:fs';
import { Readable } from 'node:stream';

/** Bytes. A string cannot be longer than twice this, and no set of manifests is. */
const MAX_BYTES = 256 * 1024 * 1024;

/** The text cannot be read. The message has the reason, without a name. */
export class UnreadableTextError extends Error {
  readonly name = 'UnreadableTextError';

  constructor(readonly why: 'binary' | 'large' | 'encoding', message: string) {
    super(message);
  }
}

/**
 * The text of a file, a pipe or a stream: UTF-8, or UTF-16 with a byte order mark, as PowerShell writes it. Throws
 * UnreadableTextError, and errors of the file system as they are.
 */
export async function readText(
  source: string | Readable,
  maxBytes: number = MAX_BYTES,
): Promise<string> {
  const stream = typeof source === 'string' ? createReadStream(source) : source;
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stream) {
    const bytes: Buffer =
      typeof chunk === 'string' ? Buffer.from(chunk) : chunk;
    size += bytes.length;
    if (size > maxBytes) {
      stream.destroy();
      throw new UnreadableTextError(
        'large',
        `larger than ${Math.round(maxBytes / 1024 / 1024)} MiB`,
      );
    }
    chunks.push(bytes);
  }
  return decode(Buffer.concat(chunks));
}

function decode(bytes: Buffer): string {
  const encoding = encodingOf(bytes);
  let text: string;
  try {
    text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    throw new UnreadableTextError(
      'encoding',
      'not text in UTF-8 or UTF-16; save it as UTF-8',
    );
  }
  if (text.includes('\0')) {
    throw new UnreadableTextError('binary', 'not a text file');
  }
  // Concatenated files with a byte order mark also have it in the middle.
  return text.includes('\ufeff') ? text.replace(/^\ufeff/gm, '') : text;
}

function encodingOf([first, second]: Buffer): string {
  if (first === 0xff && second === 0xfe) {
    return 'utf-16le';
  }
  return first === 0xfe && second === 0xff ? 'utf-16be' : 'utf-8';
}
