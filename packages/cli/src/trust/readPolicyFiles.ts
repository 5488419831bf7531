import { readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { CommandError } from '../errors';
import { Io } from '../io';
import { Note } from '../notes';
import { PolicyTextError, readPolicyText } from './readPolicyText';
import { TrustSubject } from './types';

/** IAM's largest trust policy has 4,096 characters; an answer with all roles of a large account some ten million. */
const MAX_BYTES = 64 * 1024 * 1024;

/** Reads the policies of files; `-` is standard input. What cannot be read is noted, and the others are read. */
export async function readPolicyFiles(
  files: readonly string[],
  io: Io,
  note: (note: Note) => void,
): Promise<TrustSubject[]> {
  const found: TrustSubject[] = [];
  for (const file of files) {
    const shown = file === '-' ? '<stdin>' : file.split(path.sep).join('/');
    try {
      const text = file === '-' ? await readAll(io) : readOne(file, io.cwd);
      found.push(...readPolicyText(text, shown));
    } catch (error) {
      if (!(error instanceof PolicyTextError)) {
        throw error;
      }
      note({
        where: shown,
        line: error.line,
        text: error.message,
        kind: 'broken',
      });
    }
  }
  return found;
}

function readOne(file: string, cwd: string): string {
  const absolute = path.resolve(cwd, file);
  try {
    const { size } = statSync(absolute);
    if (size > MAX_BYTES) {
      throw new CommandError(
        `--file ${file} has more than ${MAX_BYTES} bytes. Give it in parts.`,
      );
    }
    return readFileSync(absolute, 'utf8');
  } catch (error) {
    if (error instanceof CommandError) {
      throw error;
    }
    throw new CommandError(
      `--file ${file} cannot be read (${(error as { code?: string }).code}).`,
    );
  }
}

async function readAll({ stdin }: Io): Promise<string> {
  if (stdin.isTTY) {
    throw new CommandError(
      'Standard input is a terminal. Pipe a policy into it, or name a file with --file.',
    );
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of stdin) {
    chunks.push(Buffer.from(chunk));
    size += chunk.length;
    if (size > MAX_BYTES) {
      throw new CommandError(
        `Standard input has more than ${MAX_BYTES} bytes. Give it in parts.`,
      );
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}
