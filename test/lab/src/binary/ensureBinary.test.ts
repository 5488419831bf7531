import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureBinary } from './ensureBinary';

/** A stand-in for the control plane: it prints its stages. */
const PROGRAM = '#!/bin/sh\n[ "$1" = kwok-stages ]\n';

describe('ensureBinary', () => {
  const path = process.env.PATH;
  let folder: string;
  let cache: string;
  const said: string[] = [];
  const ensure = () => ensureBinary(cache, line => said.push(line));
  const builds = () =>
    existsSync(join(folder, 'builds'))
      ? readFileSync(join(folder, 'builds'), 'utf8').trim().split('\n').length
      : 0;

  /** A compiler that prints its version and then runs this with the name of its output. */
  const go = (version: string, script: string) => {
    const file = join(folder, 'bin', 'go');
    writeFileSync(
      file,
      `#!/bin/sh
if [ "$1" = env ]; then ${version}; exit; fi
echo "$*" >>${folder}/builds
while [ "$1" != -o ]; do shift; done
${script}
`,
    );
    chmodSync(file, 0o755);
  };
  const works = () =>
    go(
      'echo go1.26.8',
      `printf '${PROGRAM.replace(/\n/g, '\\n')}' >"$2"; chmod 755 "$2"`,
    );

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-lab-binary-'));
    cache = join(folder, 'cache');
    mkdirSync(join(folder, 'bin'));
    process.env.PATH = `${join(folder, 'bin')}:/usr/bin:/bin`;
    said.length = 0;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it('builds once, and leaves nothing half-built', async () => {
    works();
    const binary = await ensure();
    expect(await ensure()).toBe(binary);
    expect(builds()).toBe(1);
    expect(readdirSync(cache)).toEqual([binary.slice(cache.length + 1)]);
  });

  it('two at a time build once', async () => {
    works();
    const [one, other] = await Promise.all([ensure(), ensure()]);
    expect(one).toBe(other);
    expect(builds()).toBe(1);
  });

  it.each<[string, (binary: string) => void]>([
    ['half', binary => truncateSync(binary, 4)],
    ['not to be executed', binary => chmodSync(binary, 0o644)],
  ])('builds one again that is %s', async (_, spoil) => {
    works();
    const binary = await ensure();
    spoil(binary);
    expect(await ensure()).toBe(binary);
    expect(builds()).toBe(2);
    expect(said).toContainEqual(expect.stringContaining('does not run'));
  });

  it('goes on after a build that was killed: its half and its lock are not in the way', async () => {
    works();
    const binary = await ensure();
    rmSync(binary);
    writeFileSync(`${binary}.part`, 'half');
    writeFileSync(`${binary}.lock`, '{"pid":1,"started":"never"}');
    expect(await ensure()).toBe(binary);
    expect(readFileSync(binary, 'utf8')).toBe(PROGRAM);
  });

  it.each([
    ['missing', 'go-missing', undefined],
    ['broken', 'go-missing', 'echo no GOROOT >&2; exit 2'],
    ['too old', 'go-too-old', 'echo go1.25.9'],
  ])('says so when Go is %s', async (_, code, version) => {
    if (version) {
      go(version, '');
    } else {
      process.env.PATH = join(folder, 'bin');
    }
    await expect(ensure()).rejects.toMatchObject({
      code,
      wayOut: [expect.stringContaining('Install Go 1.26')],
    });
    expect(builds()).toBe(0);
  });

  it.each([
    ['fails', 'echo "no space left" >&2; exit 1', /no space left/],
    ['makes what does not run', 'echo x >"$2"', /does not run/],
  ])('keeps nothing of a build that %s', async (_, script, message) => {
    go('echo go1.26.8', script);
    await expect(ensure()).rejects.toMatchObject({
      code: 'build-failed',
      message: expect.stringMatching(message),
    });
    works();
    await ensure();
    expect(builds()).toBe(2);
  });
});
