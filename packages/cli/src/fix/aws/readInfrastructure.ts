import { isUtf8 } from 'node:buffer';
import fs from 'node:fs';
import path from 'node:path';
import { isForeignFolder, TextFile } from 'backstage-plugin-irsa-node';
import { CommandError } from '../../errors';
import { filesBelow, rootOf } from '../readCode';

const INFRASTRUCTURE = /\.(?:tf|tofu|ya?ml|json|template)$/i;
/** What tools make from the code, or fetch beside it; a file that is added there is lost. */
const MADE =
  /^(?:cdk(?:tf)?\.out|\.aws-sam|\.serverless|\.terragrunt-cache|\.pulumi)$/;
/** Bytes of a file that a person wrote. */
const LARGEST = 1024 * 1024;

/**
 * Files of the whole repository that may describe what is in AWS, with paths from its root. Links are not followed.
 *
 * @param given - paths in the repository, the first of which tells which one; throws CommandError when it is not there
 */
export function readInfrastructure(
  given: readonly string[],
  cwd: string,
): { root: string; files: TextFile[] } {
  const start = path.resolve(cwd, given[0]);
  const stat = fs.statSync(start, { throwIfNoEntry: false });
  if (!stat) {
    throw new CommandError(`${given[0]} is not there.`);
  }
  const root = rootOf(stat.isDirectory() ? start : path.dirname(start));
  const files: TextFile[] = [];
  const isOthers = (folder: string) =>
    isForeignFolder(folder) || MADE.test(folder);
  for (const { full, inner } of filesBelow(root, cwd, isOthers)) {
    if (INFRASTRUCTURE.test(inner) && fs.statSync(full).size <= LARGEST) {
      const bytes = fs.readFileSync(full);
      if (isUtf8(bytes)) {
        files.push({ path: inner, content: bytes.toString('utf8') });
      }
    }
  }
  return { root, files };
}
