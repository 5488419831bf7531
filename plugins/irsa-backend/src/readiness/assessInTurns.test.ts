import { RepositoryFile } from 'backstage-plugin-irsa-node';
import { assessInTurns } from './assessInTurns';

const files: RepositoryFile[] = [
  {
    path: 'package.json',
    content: '{"dependencies":{"@aws-sdk/client-s3":"^3.900.0"}}',
  },
  ...Array.from({ length: 20 }, (_, number) => ({
    path: `src/client${number}.ts`,
    content:
      'new S3Client({ credentials: { accessKeyId: k, secretAccessKey: s } });\n',
  })),
];
/** Each look at the clock is 30 ms later than the one before. */
const slow = () => {
  let time = 0;
  return () => (time += 30);
};

describe('a large source', () => {
  it('lets others have their turn', async () => {
    let turns = 0;
    let isDone = false;
    const count = () => {
      turns += 1;
      if (!isDone) {
        setImmediate(count);
      }
    };
    setImmediate(count);
    const { filesRead, filesLeft } = await assessInTurns(files, {
      now: slow(),
    });
    isDone = true;
    expect(turns).toBeGreaterThan(10);
    expect(filesRead).toBe(files.length);
    expect(filesLeft).toBeUndefined();
  });

  it('is not read for ever, and what was not read is counted', async () => {
    const { filesRead, filesLeft, findings } = await assessInTurns(files, {
      now: slow(),
      mostMs: 200,
    });
    expect(filesRead).toBeGreaterThan(2);
    expect(filesRead + filesLeft!).toBe(files.length);
    expect(findings.length).toBeGreaterThan(0);
  });
});
