import { readFileSync } from 'node:fs';
import {
  CaseFileError,
  judgeFile,
  JudgedCase,
} from '../../../plugins/irsa-common/src/trust/__testUtils__/judgeFile';

const USAGE = 'npm run trust-cases -- FILE [--json]';

/** Judges the cases of a file. @returns 0 when all are right, 1 when one is not, 2 when the file cannot be used */
function main(args: string[]): number {
  const files = args.filter(each => !each.startsWith('--'));
  const flags = args.filter(each => each.startsWith('--'));
  if (files.length !== 1 || flags.some(flag => flag !== '--json')) {
    throw new CaseFileError(`One file is needed: ${USAGE}`);
  }
  let text: string;
  try {
    text = readFileSync(files[0], 'utf8');
  } catch (error) {
    throw new CaseFileError(
      `${files[0]} cannot be read (${(error as { code?: string }).code}).`,
    );
  }
  const cases = judgeFile(text);
  process.stdout.write(
    flags.length > 0
      ? `${JSON.stringify(cases, null, 2)}\n`
      : cases.map(line).join('') + sum(cases),
  );
  return cases.every(({ ok }) => ok) ? 0 : 1;
}

function line({ id, title, ok, differences }: JudgedCase): string {
  return ok
    ? `ok       ${id} ${title}\n`
    : `differs  ${id} ${title}: ${differences.join('; ')}\n`;
}

function sum(cases: JudgedCase[]): string {
  const evaluations = cases.flatMap(each => each.evaluations);
  const right = (list: { ok: boolean }[]) =>
    `${list.filter(({ ok }) => ok).length} of ${list.length}`;
  return `${right(cases)} cases right, ${right(
    evaluations,
  )} evaluations right.\n`;
}

// A reader that closes the pipe early, such as `| head`, is not an error.
process.stdout.on('error', error => {
  if ((error as { code?: string }).code !== 'EPIPE') {
    throw error;
  }
});
try {
  process.exitCode = main(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof CaseFileError)) {
    throw error;
  }
  process.stderr.write(`trust-cases: ${error.message}\n`);
  process.exitCode = 2;
}
