import * as fc from 'fast-check';
import { anyFinding, makeFinding } from './__testUtils__/findings';
import { auditToCsv, toCsv } from './csv';

/** A reader of RFC 4180 that knows nothing of the writer. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let at = 0;
  while (at < text.length) {
    let cell = '';
    if (text[at] === '"') {
      at += 1;
      while (text[at] !== '"' || text[at + 1] === '"') {
        if (at >= text.length) {
          throw new Error('a quote is not closed');
        }
        cell += text[at];
        at += text[at] === '"' ? 2 : 1;
      }
      at += 1;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') {
        if (text[at] === '"') {
          throw new Error('a quote inside a plain cell');
        }
        cell += text[at];
        at += 1;
      }
    }
    row.push(cell);
    if (text[at] === ',') {
      at += 1;
    } else {
      expect(text.slice(at, at + 2)).toBe('\r\n');
      at += 2;
      rows.push(row);
      row = [];
    }
  }
  return rows;
}

describe('auditToCsv', () => {
  it('has a header and a row for each finding', () => {
    expect(auditToCsv([makeFinding()])).toBe(
      'namespace,kind,name,container,location,objectName,keyNames,verdict\r\n' +
        'production,Deployment,test,app,env-secretKeyRef,aws-secret,AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY,static-aws\r\n',
    );
  });

  it('has the header alone when there is nothing', () => {
    expect(parseCsv(auditToCsv([]))).toHaveLength(1);
  });

  it.each([
    ['=', '=HYPERLINK("http://x")'],
    ['+', '+1+1'],
    ['-', '-2+3'],
    ['@', '@SUM(A1)'],
    ['a tab', '\t=1'],
    ['a carriage return', '\r=1'],
    ['a line feed', '\n=1'],
    ['blanks before it', '  =1'],
    ['a full-width equals sign', '＝1'],
    ['a pipe', '|cmd'],
    ['a per cent sign', '%0A'],
  ])('keeps a cell that begins with %s from being a formula', (_, name) => {
    const [, [cell]] = parseCsv(toCsv(['name'], [[name]]));
    expect(cell).toBe(`'${name}`);
  });

  it.each(['aws-secret', '', 'a=b', 'x@y', '1', 'ends-'])(
    'leaves %p as it is',
    name => {
      expect(toCsv(['name'], [[name]])).toBe(`name\r\n${name}\r\n`);
    },
  );

  it('leaves numbers below zero as numbers', () => {
    expect(toCsv(['n'], [[-1]])).toBe('n\r\n-1\r\n');
  });

  it('never has a cell that a spreadsheet would run, and never loses a row', () => {
    fc.assert(
      fc.property(
        fc.array(anyFinding, { maxLength: 5 }),
        fc.boolean(),
        (findings, wide) => {
          const [header, ...rows] = parseCsv(auditToCsv(findings, { wide }));
          expect(rows).toHaveLength(findings.length);
          for (const row of rows) {
            expect(row).toHaveLength(header.length);
            for (const cell of row) {
              expect(cell).not.toMatch(/^[=+\-@\t\r]/);
            }
          }
        },
      ),
    );
  });
});
