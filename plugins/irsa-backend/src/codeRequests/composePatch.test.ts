import { Readiness, RepositoryTree } from 'backstage-plugin-irsa-node';
import { composePatch, proveEdits } from './composePatch';
import { codeText } from './text';

const KEY =
  'import boto3\n\ns3 = boto3.client("s3", aws_access_key_id=a(), aws_secret_access_key="CANARY")\n';
const tree = (
  files: Record<string, string>,
  notRead: Record<string, string> = {},
): RepositoryTree => ({
  commit: 'c'.repeat(40),
  files: new Map(Object.entries(files)),
  notRead: new Map(Object.entries(notRead)),
});
const at = (file: string): Readiness['findings'][number] => ({
  rule: 'explicit-keys',
  file,
  line: 1,
  verdict: 'blocker',
  what: 'The program gives keys.',
  change: 'Leave them out.',
});

describe('a patch', () => {
  it('passes over what is no source, whatever the host has answered', async () => {
    const { texts, edited, proof } = await composePatch(
      tree(
        { 'app.py': KEY, 'vendor/lib.py': KEY, 'notes.txt': KEY },
        { 'logo.png': 'not text', 'vendor/big.py': 'larger than 1 bytes' },
      ),
      '',
    );
    expect([...texts.keys()]).toEqual(['app.py']);
    expect(edited).toHaveLength(1);
    expect(proof).toEqual([
      'The detector was run on the edited files: 1 place is gone, none is new.',
      'Nothing else in the source is in the way of a role.',
    ]);
  });

  it.each<[Record<string, string>, string]>([
    [{ 'lib.py': 'larger than 9 bytes', 'x.go': 'not text' }, 'and 1 others'],
    [{ '.': 'the host lists only a part of this folder' }, 'only a part'],
    [{ 'lib.py': 'more than 9 files' }, 'beyond the limit (more than 9 files)'],
  ])('is not made of a part of the source: %j', async (notRead, words) => {
    await expect(
      composePatch(tree({ 'app.py': KEY }, notRead), ''),
    ).rejects.toMatchObject({
      refusal: 'tooLarge',
      message: expect.stringContaining(words),
    });
  });
});

describe('the proof', () => {
  it('is refused when something stays that was edited, or something is new', () => {
    const before = [at('a.py'), at('b.py')];
    const edited = [at('a.py')];
    expect(proveEdits({ edited, left: [] }, before, [at('b.py')])).toHaveLength(
      2,
    );
    for (const after of [before, [at('b.py'), at('c.py')]]) {
      expect(() => proveEdits({ edited, left: [] }, before, after)).toThrow(
        expect.objectContaining({ refusal: 'notProven' }),
      );
    }
  });
});

describe('the text', () => {
  it('is the same for the same patch, and lets no name of a file mean anything', async () => {
    const patch = await composePatch(tree({ 'a`<!--b.py': KEY }), '');
    const left = [{ finding: at('c.py'), why: 'It is not certain.' }];
    const hints = [{ file: 'go.sum', text: 'Renew it.' }];
    const make = () => codeText({ ...patch, left, hints }, 'orders', undefined);
    const { body } = make();
    expect(make().body).toBe(body);
    expect(body).toContain('`a??!--b.py:3`: the keys are not given');
    expect(body).toContain(
      '`c.py:1`: The program gives keys. It is not certain.',
    );
    expect(body).toContain('`go.sum`: Renew it.');
    expect(body).not.toMatch(/CANARY|<|in the portal/);
  });

  it('lets neither the name of a folder nor those of a program begin a line or a comment', async () => {
    const patch = await composePatch(tree({ 'a.py': KEY }), '');
    const hints = [
      { file: 'b\u202Epy.ts', text: 'The import of x\n# y<!-- z --> stays.' },
    ];
    const folder = `${'deep/'.repeat(60)}a\n\nSigned-off-by: Eve`;
    const { title, commitMessage, body } = codeText(
      { ...patch, hints },
      folder,
      undefined,
    );
    expect(commitMessage).toBe(title);
    expect(title).toMatch(/^….*deep\/a Signed-off-by: Eve: let the AWS SDK/);
    expect(title.length).toBeLessThan(200);
    expect(body).toContain(
      '- `b?py.ts`: The import of x # y&lt;!-- z --> stays.',
    );
  });

  it('tells of no more places than somebody reads', async () => {
    const files = Object.fromEntries(
      Array.from({ length: 60 }, (_, index) => [`app${index}.py`, KEY]),
    );
    const { body } = codeText(await composePatch(tree(files), ''), 'x', '/y');
    expect(body).toContain('- and 10 more');
    expect(body).toContain('[The service in the portal](/y)');
  });
});
