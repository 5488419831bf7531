import { main } from './main';

// A reader that closes its end early, as `| head` does, is no failure.
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
  // Not exit(): what is still on its way to a pipe has to get there.
  process.exitCode = code;
});
