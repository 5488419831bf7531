import { formatSummary } from '../../../scripts/lib/summary.mjs';

interface Result {
  name: string;
  ok: boolean;
  seconds: number;
  note?: string;
}

/** Of every check of this run, in the order they ended. */
export const results: Result[] = [];

/** Does one thing and notes how it went. @returns whether it went well */
export async function check(name: string, act: () => Promise<unknown>) {
  const startedAt = Date.now();
  let note: string | undefined;
  try {
    await act();
  } catch (error) {
    note = error instanceof Error ? error.message : String(error);
  }
  const result = {
    name,
    ok: note === undefined,
    seconds: (Date.now() - startedAt) / 1000,
  };
  results.push(result);
  process.stdout.write(`${formatSummary([result])}\n`);
  if (note) {
    process.stdout.write(`${note.replace(/^/gm, '    ')}\n`);
  }
  return result.ok;
}
