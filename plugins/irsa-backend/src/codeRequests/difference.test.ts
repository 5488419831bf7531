import { composePatch } from './composePatch';
import { differenceOf } from './difference';

const KEY = `${'AKIA'}${'CANARYCANARY2345'}`;
const SECRET = `${'wJalrXUtnFEMI/K7MDENG'}/bPxRfiCYEXAMPLEKEY`;

async function differenceIn(files: Record<string, string>) {
  const tree = {
    commit: 'c'.repeat(40),
    files: new Map(Object.entries(files)),
    notRead: new Map<string, string>(),
  };
  return differenceOf(tree, await composePatch(tree, ''));
}

describe('the difference of a code request', () => {
  it('shows each edit, and no key', async () => {
    const shown = await differenceIn({
      'app.py': `import boto3\n\nDATABASE_PASSWORD = "hunter-2000"\ns3 = boto3.client("s3", "eu-west-1", None, True, None, None, "${KEY}", "${SECRET}")\nsqs = boto3.client("sqs", aws_access_key_id="${KEY}", aws_secret_access_key="short-one")\n`,
    });
    const [{ path, diff }] = shown.files;
    expect(path).toBe('app.py');
    expect(diff).toContain('+sqs = boto3.client("sqs")');
    expect(diff).toContain('-sqs = boto3.client(');
    for (const secret of [KEY, SECRET, 'short-one', 'hunter-2000']) {
      expect(JSON.stringify(shown)).not.toContain(secret);
    }
    expect(shown.edited).toContainEqual({
      place: 'app.py:5',
      words: 'the keys are not given to the SDK any more',
    });
    expect(shown.proof[0]).toContain('The detector was run');
  });

  it('says what is left to people, and has one digest for what is shown', async () => {
    const files = {
      'app.py': `import boto3\n\ns3 = boto3.client("s3", aws_access_key_id="${KEY}", aws_secret_access_key="${SECRET}")\n`,
      'jobs.py': `import boto3\n\ns3 = boto3.client("s3", endpoint_url=conf.address, aws_access_key_id=a, aws_secret_access_key=b)\n`,
    };
    const shown = await differenceIn(files);
    expect(shown.left).toEqual([
      { place: 'jobs.py:3', words: expect.stringContaining('outside of AWS') },
    ]);
    const same = await differenceIn({ ...files, 'other.py': 'print(1)\n' });
    expect(same.digest).toBe(shown.digest);
    const moved = await differenceIn({
      ...files,
      'app.py': `# First\n${files['app.py']}`,
    });
    expect(moved.digest).not.toBe(shown.digest);
  });
});
