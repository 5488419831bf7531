import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { migrationMessages } from '../../translation/migrationMessages';
import { migrationTones } from '../../ui';

const RUNBOOK = readFileSync(
  resolve(__dirname, '../../../../../docs/runbook.md'),
  'utf8',
);

it.each(Object.keys(migrationTones))(
  'the runbook has a way out of the state %s, under the word that the page shows',
  status => {
    const row = RUNBOOK.split('\n').find(line =>
      line.includes(`| \`${status}\``),
    );
    const [, word, , meaning, waysOut] =
      row?.split('|').map(cell => cell.trim()) ?? [];
    const messages: Record<string, string> =
      migrationMessages.migration.statusOf;
    expect(word).toBe(messages[status]);
    expect(meaning).not.toBe('');
    expect(waysOut).not.toBe('');
  },
);
