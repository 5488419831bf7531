import { execFileSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { makeFolder } from './__testUtils__/folder';
import {
  FolderLayout,
  folderLayouts,
  LayoutKind,
} from './__testUtils__/layouts';
import { run } from './__testUtils__/run';

// eslint-disable-next-line no-restricted-syntax
const OWN_HELM = path.resolve(__dirname, '../../../.cache/helm');
const PATH = [OWN_HELM, process.env.PATH].join(path.delimiter);
const has = (...programs: string[]) =>
  PATH.split(path.delimiter).some(folder =>
    programs.some(program => fs.existsSync(path.join(folder, program))),
  );

/** Packs folders as `helm package` does, and takes them away. */
function pack(cwd: string, packed: FolderLayout['packed']): void {
  for (const [file, folder] of Object.entries(packed)) {
    const target = path.join(cwd, file);
    fs.mkdirSync(path.dirname(target), { recursive: true });
    execFileSync('tar', ['-czf', target, folder], { cwd });
    fs.rmSync(path.join(cwd, folder), { recursive: true });
  }
}

/** Every file of a folder that is no package, by its path from there. */
function contentsOf(folder: string): Record<string, string> {
  const names = fs.readdirSync(folder, { recursive: true }) as string[];
  return Object.fromEntries(
    names
      .filter(name => fs.statSync(path.join(folder, name)).isFile())
      .filter(name => !name.endsWith('.tgz'))
      .sort()
      .map(name => [name, fs.readFileSync(path.join(folder, name), 'utf8')]),
  );
}

/** Looks at files and words. @returns the exit codes of the command and of its dry run */
async function fixed({
  args,
  left,
  said,
  packed,
  after,
  ...all
}: FolderLayout) {
  const cwd = makeFolder(all.files);
  pack(cwd, packed);
  const files = contentsOf(cwd);
  const options = { cwd, env: { PATH } };
  const dry = await run([...args, '--dry-run'], options);
  expect(contentsOf(cwd)).toEqual(files);
  const { code, stderr } = await run(args, options);
  expect({ ...contentsOf(cwd), said: stderr }).toEqual({
    ...files,
    ...after,
    said: expect.any(String),
  });
  [...left, ...said].forEach(words => expect(stderr).toMatch(words));
  if (left.length === 0) {
    const again = await run(args, options);
    expect(again.stderr).not.toMatch(/is taken out|Left to you/);
    expect(again.code).toBe(0);
  }
  return [code, dry.code];
}

const codesOf = ({ left }: FolderLayout) => (left.length > 0 ? [1, 1] : [0, 0]);

const only = process.env.LAYOUT?.split(',');
const rows = (kind: LayoutKind) =>
  folderLayouts(kind)
    .filter(({ name }) => !only || only.includes(name))
    .map(layout => [layout.name, layout] as const);

(has('helm') ? describe : describe.skip)('irsa-audit fix of charts', () => {
  it.each(rows('charts'))('does what is right of %s', async (_, layout) => {
    expect(await fixed(layout)).toEqual(codesOf(layout));
  });
});

(has('kubectl', 'kustomize') ? describe : describe.skip)(
  'irsa-audit fix of kustomizations',
  () => {
    it.each(rows('kustomize'))(
      'does what is right of %s',
      async (_, layout) => {
        expect(await fixed(layout)).toEqual(codesOf(layout));
      },
    );
  },
);

describe('irsa-audit fix of files that neither Helm nor Kustomize renders', () => {
  it.each(rows('others'))('does what is right of %s', async (_, layout) => {
    expect(await fixed(layout)).toEqual(codesOf(layout));
  });
});
