import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const REPOSITORY = resolve(__dirname, '../../../../..');
const text = readFileSync(resolve(REPOSITORY, 'docs/checks.md'), 'utf8');
const rows = [...text.matchAll(/^\| (F\d+) +\|.*$/gm)].map(([line, mode]) => ({
  mode,
  files: [...line.matchAll(/\[(\w+\.ts)\]\(\.\.\/([^)]+)\)/g)].map(
    ([, , path]) => path,
  ),
}));

describe('docs/checks.md', () => {
  it('names every failure mode once', () => {
    expect(rows.map(({ mode }) => mode)).toEqual(
      Array.from({ length: 48 }, (_, index) => `F${index + 1}`),
    );
  });

  it.each(rows)('$mode leads to its check and its test', ({ mode, files }) => {
    expect(files.length).toBeGreaterThan(0);
    for (const file of files) {
      const path = resolve(REPOSITORY, file);
      expect([file, existsSync(path)]).toEqual([file, true]);
    }
    const checks = files.map(file =>
      readFileSync(resolve(REPOSITORY, file), 'utf8'),
    );
    expect(checks.some(source => source.includes(`'${mode}'`))).toBe(true);
  });
});
