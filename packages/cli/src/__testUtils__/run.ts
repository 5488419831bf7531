import { Readable, Writable } from 'node:stream';
import { main } from '../main';

export interface Ran {
  code: number;
  stdout: string;
  stderr: string;
}

function sink(isTTY: boolean) {
  let text = '';
  const stream = new Writable({
    write(chunk, _, callback) {
      text += chunk;
      callback();
    },
  });
  return {
    stream: Object.assign(stream, { isTTY }) as unknown as NodeJS.WriteStream,
    text: () => text,
  };
}

/** Runs the program inside the test, with streams of its own. */
export async function run(
  args: readonly string[],
  options: {
    cwd?: string;
    stdin?: string;
    env?: NodeJS.ProcessEnv;
    /** Whether stdout is a terminal. */
    terminal?: boolean;
  } = {},
): Promise<Ran> {
  const stdout = sink(options.terminal ?? false);
  const stderr = sink(false);
  const code = await main(args, {
    stdout: stdout.stream,
    stderr: stderr.stream,
    stdin: Readable.from(
      options.stdin === undefined ? [] : [Buffer.from(options.stdin)],
    ),
    env: options.env ?? {},
    cwd: options.cwd ?? process.cwd(),
  });
  return { code, stdout: stdout.text(), stderr: stderr.text() };
}
