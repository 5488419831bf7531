import { keyDoubtInWords } from './keyDoubt';
import { MigrationState } from './records';

/** Whether this migration switched the key off, as far as all looks tell. Only then may its rollback switch it on unasked. */
export function isOffByUs({ keyInactiveSince, soak }: MigrationState): boolean {
  return keyInactiveSince !== undefined && !soak?.keyOffByOthers;
}

/** That a key is off, and why it does not count as switched off by this migration. */
export function notByUsInWords(
  title: string,
  { soak }: Pick<MigrationState, 'soak'>,
): string {
  return soak?.keyOffDoubt
    ? `${title} is off. ${keyDoubtInWords(soak.keyOffDoubt)}`
    : `${title} is off, and this migration did not switch it off.`;
}
