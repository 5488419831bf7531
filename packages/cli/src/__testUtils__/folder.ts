import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';

const made: string[] = [];

afterAll(() => {
  made
    .splice(0)
    .forEach(folder => fs.rmSync(folder, { recursive: true, force: true }));
});

/** Makes a folder with these files. It is removed after the tests of the file. @returns its real path */
export function makeFolder(
  files: Record<string, string | Buffer> = {},
): string {
  const folder = fs.realpathSync(
    fs.mkdtempSync(path.join(os.tmpdir(), 'irsa-audit-')),
  );
  made.push(folder);
  for (const [name, content] of Object.entries(files)) {
    const file = path.join(folder, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, content);
  }
  return folder;
}
