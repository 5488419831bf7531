import {
  existsSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { CommandError } from '../errors';

/** Some editors write it at the beginning of a file; it stays. */
const MARK = '\ufeff';

/**
 * Writes texts over files that still are what was read. Each file is replaced in one step, with the rights that it had; a link stays a
 * link. Throws CommandError before the first byte when a file has changed since it was read.
 */
export function writeTexts(
  texts: ReadonlyMap<string, string>,
  read: ReadonlyMap<string, string>,
  cwd: string,
): void {
  const marks = new Map<string, string>();
  for (const file of texts.keys()) {
    if (!read.has(file)) {
      if (existsSync(file)) {
        throw new CommandError(
          `${path.relative(
            cwd,
            file,
          )} is there already. Nothing was written; look at what it does.`,
        );
      }
      continue;
    }
    const present = textOf(file, cwd);
    const mark = present.startsWith(MARK) ? MARK : '';
    if (present.slice(mark.length) !== read.get(file)) {
      throw new CommandError(
        `${path.relative(
          cwd,
          file,
        )} has changed since it was read, or is not UTF-8. Nothing was written; save it as UTF-8 and run the command again.`,
      );
    }
    marks.set(file, mark);
  }
  for (const [file, text] of texts) {
    if (!read.has(file)) {
      writeNew(file, text, cwd);
      continue;
    }
    const real = realpathSync(file);
    const beside = `${real}.${process.pid}.irsa-audit`;
    try {
      writeFileSync(beside, `${marks.get(file)}${text}`, {
        mode: statSync(real).mode,
        flag: 'wx',
      });
      renameSync(beside, real);
    } catch (error) {
      rmSync(beside, { force: true });
      throw new CommandError(
        `${path.relative(cwd, file)} cannot be written (${
          (error as { code?: string }).code
        }). Files before it have been written; run the command again when it can be.`,
      );
    }
  }
}

function writeNew(file: string, text: string, cwd: string): void {
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch (error) {
    throw new CommandError(
      `${path.relative(cwd, file)} cannot be written (${
        (error as { code?: string }).code
      }). Files before it have been written; run the command again when it can be.`,
    );
  }
}

function textOf(file: string, cwd: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new CommandError(
      `${path.relative(cwd, file)} cannot be read (${
        (error as { code?: string }).code
      }). Nothing was written.`,
    );
  }
}
