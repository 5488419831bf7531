import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { openApiDocument } from 'backstage-plugin-irsa-common';

const text = readFileSync(
  resolve(__dirname, '../../../../docs/troubleshooting.md'),
  'utf8',
);

it('docs/troubleshooting.md has each refusal of a code request once, with a way out', () => {
  const { schemas } = openApiDocument.components as unknown as {
    schemas: { CodeRefusal: { enum: string[] } };
  };
  const chapter = text.split('## A code request that is not opened')[1];
  const rows = chapter
    .split('\n## ')[0]
    .split('\n')
    .flatMap(line => {
      const [, name, means, remedy] =
        /^\| `(\w+)` +\| (.+?) +\| (.+?) +\|$/.exec(line) ?? [];
      return name ? [{ name, means, remedy }] : [];
    });
  expect(rows.map(({ name }) => name)).toEqual(schemas.CodeRefusal.enum);
  expect(rows.filter(({ means, remedy }) => !means || !remedy)).toEqual([]);
});
