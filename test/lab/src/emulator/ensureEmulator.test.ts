import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ensureEmulator } from './ensureEmulator';

describe('ensureEmulator', () => {
  const path = process.env.PATH;
  let folder: string;
  let cache: string;
  const ensure = (at = cache) => ensureEmulator(at, () => {});
  const installs = () =>
    existsSync(join(folder, 'installs'))
      ? readFileSync(join(folder, 'installs'), 'utf8').trim().split('\n').length
      : 0;

  /**
   * A stand-in for Python. It makes environments, which are copies of itself and get a command once something is
   * installed in them.
   */
  const python = (version = '3.11', install = 'true') => {
    const file = join(folder, 'bin', 'python3');
    writeFileSync(
      file,
      `#!/bin/sh
case "$*" in
*sys.version_info*) echo ${version} ;;
"-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip install "*)
  ${install} || exit 1
  echo "$5" >>${folder}/installs
  touch "\${0%/*}/packages"
  echo "#!$0" >"\${0%/*}/ministack" ;;
"-c import ministack") [ -e "\${0%/*}/packages" ] ;;
*) exit 9 ;;
esac
`,
    );
    chmodSync(file, 0o755);
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-lab-emulator-'));
    cache = join(folder, 'cache');
    mkdirSync(join(folder, 'bin'));
    process.env.PATH = `${join(folder, 'bin')}:/usr/bin:/bin`;
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  it('installs once', async () => {
    python();
    const command = await ensure();
    expect(existsSync(command)).toBe(true);
    expect(await ensure()).toBe(command);
    expect(installs()).toBe(1);
  });

  it.each<[string, (bin: string) => void]>([
    ['was cut short', bin => rmSync(join(bin, '..', 'complete'))],
    ['has lost its Python', bin => rmSync(join(bin, 'python'))],
    ['has lost its packages', bin => rmSync(join(bin, 'packages'))],
  ])('installs again what %s', async (_, spoil) => {
    python();
    const command = await ensure();
    spoil(dirname(command));
    expect(await ensure()).toBe(command);
    expect(existsSync(command)).toBe(true);
    expect(installs()).toBe(2);
  });

  it('installs again in a cache that was moved', async () => {
    python();
    await ensure();
    const moved = join(folder, 'moved');
    renameSync(cache, moved);
    const command = await ensure(moved);
    expect(readFileSync(command, 'utf8')).toContain(moved);
    expect(installs()).toBe(2);
  });

  it.each([
    ['missing', 'python-missing', undefined],
    ['broken', 'python-missing', '; exit 1'],
    ['too old', 'python-too-old', '3.8'],
    ['the Python of long ago', 'python-too-old', '2.7'],
  ])('says so when Python is %s', async (_, code, version) => {
    if (version) {
      python(version);
    } else {
      process.env.PATH = join(folder, 'bin');
    }
    await expect(ensure()).rejects.toMatchObject({
      code,
      wayOut: [expect.stringContaining('Install Python 3.9')],
    });
    expect(installs()).toBe(0);
  });

  it('keeps nothing of an installation that failed', async () => {
    python('3.11', 'eval "echo no route to host >&2; false"');
    await expect(ensure()).rejects.toMatchObject({
      code: 'install-failed',
      message: expect.stringContaining('no route to host'),
    });
    python();
    await ensure();
    expect(installs()).toBe(1);
  });
});
