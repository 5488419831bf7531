import { Readable } from 'node:stream';

/** The parts of the process that the program uses. */
export interface Io {
  stdout: NodeJS.WriteStream;
  stderr: NodeJS.WriteStream;
  stdin: Readable & { isTTY?: boolean };
  env: NodeJS.ProcessEnv;
  /** Working directory, for relative paths. */
  cwd: string;
}

/** Resolves when the text is written. A reader that has closed the pipe (`| head`) is not an error. */
export function write(stream: NodeJS.WriteStream, text: string): Promise<void> {
  return new Promise((resolve, reject) => {
    stream.write(text, error => {
      const { code } = (error ?? {}) as { code?: string };
      if (error && code !== 'EPIPE' && code !== 'ERR_STREAM_DESTROYED') {
        reject(error);
      } else {
        resolve();
      }
    });
  });
}

/** Whether colours are wanted on standard output. {@link https://no-color.org} */
export function wantsColor(io: Io, asked: boolean): boolean {
  return (
    asked &&
    !io.env.NO_COLOR &&
    io.env.TERM !== 'dumb' &&
    Boolean(io.stdout.isTTY)
  );
}
