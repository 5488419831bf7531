import { main } from './main';

// A reader that closes the pipe early, such as `| head`, is not an error.
process.stdout.on('error', error => {
  if ((error as { code?: string }).code !== 'EPIPE') {
    throw error;
  }
});
for (const [signal, code] of [
  ['SIGINT', 130],
  ['SIGTERM', 143],
] as const) {
  process.once(signal, () => {
    process.stderr.write('\nirsa-audit: stopped\n');
    process.exit(code);
  });
}

main(process.argv.slice(2), {
  stdout: process.stdout,
  stderr: process.stderr,
  stdin: process.stdin,
  env: process.env,
  cwd: process.cwd(),
}).then(code => {
  // Not exit(), so that output to a pipe is still written.
  process.exitCode = code;
});
