import { MigrationState } from './records';

type OwedNotice = NonNullable<MigrationState['owedNotice']>;

/**
 * What the owner has to be told after a look: what the look found, else what could not be sent so far. Each break is told
 * once it can be told, and once only.
 */
export function owedNotice(
  about: OwedNotice['about'],
  { owedNotice: before }: MigrationState,
  found: Omit<OwedNotice, 'about'> | undefined,
): OwedNotice | undefined {
  if (found) {
    return { about, ...found };
  }
  return before?.about === about ? before : undefined;
}
