import { assessReadiness } from '../../readiness/assessReadiness';
import { programsOfCorpus } from '../../readiness/__testUtils__/programs';
import { patchCode } from './patchCode';

const programs = programsOfCorpus().map(program => ({
  ...program,
  patch: patchCode(program.files),
}));
const patched = programs.filter(({ after }) => after.size > 0);

describe('the patch of labelled programs', () => {
  it.each(programs.map(program => [program.name, program] as const))(
    '%s',
    (_, { patch, after }) => {
      expect(Object.fromEntries(patch.texts)).toEqual(
        Object.fromEntries(after),
      );
    },
  );

  it('is there for at least 60 programs, and none for at least as many', () => {
    expect(patched.length).toBeGreaterThanOrEqual(60);
    expect(programs.length - patched.length).toBeGreaterThanOrEqual(60);
  });

  it('answers each finding that asks for something: it is gone, or left with a reason', () => {
    for (const { name, files, patch } of programs) {
      const { texts, edited, left } = patch;
      const asked = assessReadiness(files).findings.filter(
        ({ verdict }) => verdict !== 'note',
      );
      expect([name, edited.length + left.length]).toEqual([name, asked.length]);
      expect(left.filter(({ why }) => why === '')).toEqual([]);
      const now = assessReadiness(
        files.map(({ path, content }) => ({
          path,
          content: texts.get(path) ?? content,
        })),
      ).findings.filter(({ verdict }) => verdict !== 'note');
      expect([name, now.map(({ rule }) => rule).sort()]).toEqual([
        name,
        left.map(({ finding }) => finding.rule).sort(),
      ]);
    }
  });

  it('changes nothing when it is made again', () => {
    for (const { name, files, patch } of patched) {
      const { texts } = patch;
      const again = patchCode(
        files.map(({ path, content }) => ({
          path,
          content: texts.get(path) ?? content,
        })),
      );
      expect([name, again.texts.size]).toEqual([name, 0]);
    }
  });
});

describe('what is left', () => {
  const why = (path: string, content: string) =>
    patchCode([{ path, content }]).left.map(each => each.why);

  it('says that a file is not whole', () => {
    expect(
      why(
        'a.py',
        's3 = boto3.client("s3", aws_access_key_id=a, aws_secret_access_key=b)\nx = (\n',
      ),
    ).toEqual([
      'A string, comment or bracket of the file has no end that could be found, so the file is not edited.',
    ]);
  });

  it('says that a condition of the program decides', () => {
    expect(
      why(
        'a.py',
        'if env == "local":\n    s3 = boto3.client("s3", aws_access_key_id=a, aws_secret_access_key=b)\n',
      ),
    ).toEqual([
      'The keys are given under a condition of the program: see that it is not met where the role is.',
    ]);
  });

  it.each<[string, string, number]>([
    [
      'a.py',
      'def client(conf):\n    if not conf.key:\n        raise ValueError("no key")\n    return boto3.client("s3", aws_access_key_id=conf.key, aws_secret_access_key=conf.secret)\n',
      2,
    ],
    [
      'a.rb',
      "raise 'no key' if conf.key.nil?\nAws::S3::Client.new(access_key_id: conf.key, secret_access_key: conf.secret)\n",
      1,
    ],
    [
      'A.java',
      'Objects.requireNonNull(c.key());\nvar s3 = S3Client.builder().credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(c.key(), c.secret()))).build();\n',
      1,
    ],
  ])('says which line of %s asks for the key too', (path, content, line) => {
    expect(patchCode([{ path, content }]).texts.size).toBe(0);
    expect(why(path, content)).toEqual([
      `Line ${line} asks for the key too, and the program goes another way without it: change both by hand.`,
    ]);
  });

  it('says which line still uses a variable', () => {
    expect(
      why(
        'a.ts',
        "const id = process.env.AWS_ACCESS_KEY_ID;\nif (!id) {\n  throw new Error('no key');\n}\nnew S3Client({ credentials: { accessKeyId: id, secretAccessKey: other } });\n",
      ),
    ).toEqual(['id stays: line 2 uses it too.']);
  });

  it.each<[string, string, string]>([
    [
      'Go does not build',
      'm.go',
      'package m\n\nfunc f() {\n\tvar id, secret string\n\tid, secret = keys()\n\tuse(config.LoadDefaultConfig(ctx, config.WithCredentialsProvider(credentials.NewStaticCredentialsProvider(id, secret, ""))))\n}\n',
    ],
    [
      'would not be whole',
      'a.py',
      'with lock:\n    settings["aws_access_key_id"] = key\n\nrun(settings)\n',
    ],
  ])('gives an edit up whose result %s', (reason, path, content) => {
    expect(patchCode([{ path, content }]).texts.size).toBe(0);
    expect(why(path, content).join()).toContain(reason);
  });

  it('leaves what shares its line with something else, and edits the rest', () => {
    const { texts, hints } = patchCode([
      {
        path: 'a.py',
        content:
          'def f():\n    key = os.environ["K"]; log()\n    return boto3.client("s3", aws_access_key_id=key, aws_secret_access_key=other)\n',
      },
    ]);
    expect(texts.get('a.py')).toBe(
      'def f():\n    key = os.environ["K"]; log()\n    return boto3.client("s3")\n',
    );
    expect(hints.map(({ text }) => text)).toEqual([
      'key in line 2 is not used any more, but stays: something else stands on its line.',
    ]);
  });

  it('says that the keys may be for another store', () => {
    expect(
      why(
        'a.py',
        's3 = boto3.client("s3", endpoint_url=conf.address, aws_access_key_id=a, aws_secret_access_key=b)\n',
      ),
    ).toEqual([
      'The file gives an address to a client, so the keys may be for a store outside of AWS.',
    ]);
  });

  it('never tells a literal, and hands all of them over to be masked', () => {
    const { left, hints, secrets } = patchCode([
      {
        path: 'a.py',
        content:
          'key = vault("first-half")\ns3 = boto3.client("s3", aws_access_key_id=key, aws_secret_access_key="second-half")\n',
      },
    ]);
    expect(JSON.stringify([left, hints])).not.toMatch(/first-half|second-half/);
    expect(hints).toEqual([
      {
        file: 'a.py',
        text: 'key in line 1 is not used any more, but stays: its value comes from a call that may do more than read.',
      },
    ]);
    expect(secrets).toContain('second-half');
  });

  it('hands over no names of variables, which say what goes', () => {
    const { texts, secrets } = patchCode([
      {
        path: 'a.py',
        content:
          'import boto3\nimport os\n\ns3 = boto3.client("s3", aws_access_key_id=os.environ["AWS_ACCESS_KEY_ID"], aws_secret_access_key=os.environ["AWS_SECRET_ACCESS_KEY"])\n',
      },
    ]);
    expect(texts.get('a.py')).toBe('import boto3\n\ns3 = boto3.client("s3")\n');
    expect(secrets).toEqual([]);
  });
});
