import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import { makeFolder } from '../__testUtils__/folder';
import { textsOfPackedChart } from './packedChart';

const LONG = `templates/${'deep/'.repeat(30)}all.yaml`;
const CHART = {
  'app/Chart.yaml': 'name: app\n',
  'app/values.yaml': `note: ${'x'.repeat(2000)}\n`,
  [`app/${LONG}`]: 'kind: Pod\n',
  'app/README.md': 'no text of values\n',
};

describe('a packed chart', () => {
  it.each(['gnu', 'pax', 'ustar'])('is read as tar of %s', format => {
    const cwd = makeFolder(CHART);
    execFileSync('tar', [`--format=${format}`, '-czf', 'app.tgz', 'app'], {
      cwd,
    });
    const { 'app/README.md': _, ...texts } = CHART;
    const found = textsOfPackedChart(
      fs.readFileSync(path.join(cwd, 'app.tgz')),
    );
    expect(Object.fromEntries(found)).toEqual(texts);
  });

  it.each([
    ['no archive', Buffer.from('x')],
    ['an empty one', gzipSync(Buffer.alloc(1024))],
    ['a broken one', gzipSync(Buffer.alloc(600, 'x'))],
  ])('that is %s has no texts', (_, packed) => {
    expect(textsOfPackedChart(packed).size).toBe(0);
  });
});
