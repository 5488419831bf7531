import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { findFiles } from './findFiles';
import { RealPaths } from './RealPaths';

let root: string;
beforeEach(() => {
  root = fs.realpathSync(fs.mkdtempSync(path.join(os.tmpdir(), 'real-')));
});
afterEach(() => fs.rmSync(root, { recursive: true, force: true }));

/** Folders in one another, each with a file. */
function nest(depth: number): void {
  let folder = root;
  for (let at = 0; at < depth; at += 1) {
    folder = path.join(folder, 'd');
    fs.mkdirSync(folder);
    fs.writeFileSync(path.join(folder, 'app.yaml'), 'kind: Pod\n');
  }
}

describe('real paths', () => {
  it('are asked for once for each file and folder, however deep they are', () => {
    nest(80);
    const whole = jest.spyOn(fs.realpathSync, 'native');
    const parts = jest.spyOn(fs, 'lstatSync');
    const reals = new RealPaths();
    const visited = new Set<string>();
    const found = findFiles(root, visited, () => {}, reals);
    expect(found).toHaveLength(80);
    for (const { path: each } of found) {
      // As what a kustomization names, which was found already.
      expect(findFiles(each, visited, () => {}, reals)).toEqual([]);
    }
    expect(whole).not.toHaveBeenCalled();
    expect(parts.mock.calls.length).toBeLessThanOrEqual(
      2 * 80 + root.split(path.sep).length,
    );
  });

  it('follow links of files, of folders, and of folders on the way', () => {
    nest(2);
    fs.symlinkSync(path.join(root, 'd'), path.join(root, 'link'));
    fs.symlinkSync('nowhere', path.join(root, 'lost'));
    const reals = new RealPaths();
    for (const each of ['link', 'link/d/app.yaml', 'd/app.yaml', 'd/none']) {
      const given = path.join(root, each);
      const expected = fs.existsSync(given) ? fs.realpathSync(given) : given;
      expect(reals.of(given)).toBe(expected);
    }
    expect(reals.of(path.join(root, 'lost'))).toBe(path.join(root, 'lost'));
    expect(findFiles(root, new Set(), () => {})).toHaveLength(2);
  });
});
