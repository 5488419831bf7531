import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** Writes a file so that it is either complete or missing. Only its owner can read it. */
export function writeAtomically(
  file: string,
  content: string,
  mode: number = 0o600,
): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const part = `${file}.${process.pid}.part`;
  writeFileSync(part, content, { mode });
  renameSync(part, file);
}
