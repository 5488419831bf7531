import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import { run } from './__testUtils__/run';
import { FAKE_ID, FAKE_SECRET } from './__testUtils__/values';

const STORE = `import os

import boto3

REGION = "eu-west-1"  # of the bucket
KEY = os.environ["AWS_ACCESS_KEY_ID"]


def store():
    return boto3.client(
        "s3",
        region_name=REGION,
        aws_access_key_id=KEY,
        aws_secret_access_key="not-a-real-half",
    )
`;
const FIXED = `import boto3

REGION = "eu-west-1"  # of the bucket


def store():
    return boto3.client(
        "s3",
        region_name=REGION,
    )
`;
const contentOf = (folder: string, file: string) =>
  fs.readFileSync(path.join(folder, file), 'utf8');

describe('irsa-audit fix --code', () => {
  it('takes keys out of source, raises an old SDK, and says what is left', async () => {
    const folder = makeFolder({
      'app/store.py': STORE,
      'app/chain.py':
        'resolver = CredentialResolver(providers=[EnvProvider()])\n',
      'requirements.txt': 'boto3==1.9.50\n',
    });
    const { code, stdout, stderr } = await run(['fix', '.', '--code'], {
      cwd: folder,
    });
    expect(contentOf(folder, 'app/store.py')).toBe(FIXED);
    expect(contentOf(folder, 'requirements.txt')).toBe('boto3==1.9.220\n');
    expect(stderr).toContain(
      'app/store.py:13: the keys are not given to the SDK any more.',
    );
    expect(stderr).toContain('Left to you: app/chain.py:1.');
    expect(stderr).toContain('4 places in 2 files changed; 1 left to you.');
    expect([code, stdout]).toEqual([1, '']);
  });

  it('leaves a file alone that is not UTF-8, and claims nothing of it', async () => {
    const folder = makeFolder({ 'notes.py': '' });
    // The é of Latin-1.
    const bytes = Buffer.from(`# caf\xe9\n${STORE}`, 'latin1');
    fs.writeFileSync(path.join(folder, 'store.py'), bytes);
    const { code, stderr } = await run(['fix', '.', '--code'], {
      cwd: folder,
    });
    expect(fs.readFileSync(path.join(folder, 'store.py'))).toEqual(bytes);
    expect(stderr).toContain('store.py is not UTF-8, so it was not read');
    expect(stderr).toContain('Nothing in what was read of this source');
    expect(code).toBe(1);
  });

  it('shows a diff without literals, and writes nothing', async () => {
    const literal = STORE.replace(
      'os.environ["AWS_ACCESS_KEY_ID"]',
      `"${FAKE_ID}"`,
    ).replace('not-a-real-half', FAKE_SECRET);
    const folder = makeFolder({ 'store.py': literal });
    const { code, stdout, stderr } = await run(
      ['fix', '.', '--code', '--dry-run'],
      { cwd: folder },
    );
    expect(stdout).toContain('-        aws_secret_access_key="********",');
    expect(stdout).toContain('-KEY = "********"');
    expect(`${stdout}${stderr}`).not.toContain(FAKE_ID);
    expect(`${stdout}${stderr}`).not.toContain(FAKE_SECRET);
    expect(contentOf(folder, 'store.py')).toBe(literal);
    expect(code).toBe(0);
  });

  it('edits only what was asked for, and keeps what the rest of the repository names', async () => {
    const folder = makeFolder({
      '.git/HEAD': 'ref: refs/heads/main\n',
      'a/store.py': STORE,
      'b/other.py': STORE.replace('KEY', 'OTHER'),
      'tests/test_store.py': 'from a.store import KEY\n',
    });
    await run(['fix', 'a', '--code'], { cwd: folder });
    expect(contentOf(folder, 'a/store.py')).toContain(
      'KEY = os.environ["AWS_ACCESS_KEY_ID"]',
    );
    expect(contentOf(folder, 'a/store.py')).not.toContain('aws_secret');
    expect(contentOf(folder, 'b/other.py')).toContain('aws_secret');
  });

  it.each<[string, string[], RegExp]>([
    ['two paths', ['a', 'b'], /--code takes one path/],
    ['a path that is not there', ['nowhere'], /nowhere is not there/],
    [
      'an option of workloads',
      ['.', '--region', 'eu-west-1'],
      /only --dry-run/,
    ],
  ])('refuses %s', async (_, args, message) => {
    const { code, stderr } = await run(['fix', ...args, '--code'], {
      cwd: makeFolder({ 'a/x.py': '', 'b/x.py': '' }),
    });
    expect(stderr).toMatch(message);
    expect(code).toBe(2);
  });
});
