import { TerraformReading } from 'backstage-plugin-irsa-node';
import { Note } from '../notes';
import { shown } from './terraformFolders';

/** What was not read of a file of Terraform. */
export function noteOf(
  { path: file, line, text }: TerraformReading['unread'][number],
  cwd: string,
): Note {
  return {
    where: shown(file, cwd),
    line,
    text,
    kind: text.startsWith('could not be read') ? 'broken' : 'skipped',
  };
}
