import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureGoProgram, filesOf, GoProgram } from './ensureGoProgram';

describe('a program that reads files of its module', () => {
  const path = process.env.PATH;
  let folder: string;
  let program: GoProgram;
  const ensure = () =>
    ensureGoProgram(program, join(folder, 'cache'), () => {});

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'irsa-lab-program-'));
    const at = (name: string) => {
      mkdirSync(join(folder, name), { recursive: true });
      return join(folder, name);
    };
    writeFileSync(join(at('sources'), 'go.mod'), 'module program\n');
    writeFileSync(join(at('module/templates'), 'page'), 'a page');
    // A compiler that makes a program which ends well, and knows where the module is.
    const go = join(at('bin'), 'go');
    writeFileSync(
      go,
      `#!/bin/sh
case "$1" in
env) echo go1.26.8; exit ;;
list) echo ${join(folder, 'module')}; exit ;;
esac
while [ "$1" != -o ]; do shift; done
echo "$3" >>${join(folder, 'built')}
printf '#!/bin/sh\\nexit 0\\n' >"$2"; chmod 755 "$2"
`,
    );
    chmodSync(go, 0o755);
    process.env.PATH = `${join(folder, 'bin')}:/usr/bin:/bin`;
    program = {
      title: 'the program',
      name: 'program',
      sources: join(folder, 'sources'),
      target: 'example.com/program',
      flags: [],
      probe: [],
      takes: 'a moment',
      files: { module: 'example.com/program', folders: ['templates'] },
    };
  });
  afterEach(() => {
    process.env.PATH = path;
    rmSync(folder, { recursive: true, force: true });
  });

  const builds = () =>
    readFileSync(join(folder, 'built'), 'utf8').trim().split('\n');

  it('keeps them beside it, so that the module cache may go', async () => {
    const binary = await ensure();
    rmSync(join(folder, 'module'), { recursive: true });
    expect(await ensure()).toBe(binary);
    expect(readFileSync(join(filesOf(binary), 'templates/page'), 'utf8')).toBe(
      'a page',
    );
    expect(builds()).toEqual(['example.com/program']);
  });

  it('is made again when they are missing', async () => {
    const binary = await ensure();
    rmSync(filesOf(binary), { recursive: true });
    await ensure();
    expect(existsSync(join(filesOf(binary), 'templates/page'))).toBe(true);
    expect(builds()).toHaveLength(2);
  });

  it('is another one when its versions change', async () => {
    const binary = await ensure();
    writeFileSync(join(program.sources, 'go.mod'), 'module program // two\n');
    expect(await ensure()).not.toBe(binary);
  });
});
