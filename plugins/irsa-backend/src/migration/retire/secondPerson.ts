import { ConflictError } from '@backstage/errors';
import { IrsaConfig } from '../../config/IrsaConfig';
import { ACT_TITLES } from '../model/actTitles';
import { MigrationRecord, OpenAct } from '../model/records';
import { RetireAct } from '../types';

/** What cannot be brought back. */
const FINAL: readonly RetireAct[] = ['delete-key', 'delete-secret'];

/** Whether an act needs two people, in a portal that asks for them. */
export function needsSecond(
  act: RetireAct,
  { secondPerson = false }: { secondPerson?: boolean },
): boolean {
  return secondPerson && FINAL.includes(act);
}

/** What an act has on it that waits for a second person. */
export function waitForSecond(
  { facts }: Pick<MigrationRecord, 'facts'>,
  {
    secondPersonWithinMs,
    secondPersonTold,
  }: Pick<IrsaConfig['migration'], 'secondPersonWithinMs' | 'secondPersonTold'>,
  now: number,
): Pick<OpenAct, 'waitsForSecond' | 'told' | 'expiresAt'> {
  return {
    waitsForSecond: true,
    told: [...new Set([facts.ownerRef ?? [], secondPersonTold].flat())],
    expiresAt: new Date(now + secondPersonWithinMs).toISOString(),
  };
}

/** Whether an act has waited for its second person for too long. */
export function isOver({ expiresAt }: OpenAct, now: number): boolean {
  return expiresAt !== undefined && Date.parse(expiresAt) <= now;
}

/** Throws ConflictError, with words, for whoever is not another person. */
export function assertAnother(act: OpenAct, by: string): void {
  const asked = `${ACT_TITLES[act.request.act]} was asked for by ${act.by} at ${
    act.askedAt
  }. It cannot be undone, so another person must confirm it`;
  if (by === act.by) {
    throw new ConflictError(
      `${asked}: not you, who asked. Ask somebody with the same permission, or withdraw it.`,
    );
  }
  if (!by.startsWith('user:')) {
    throw new ConflictError(`${asked}: a person who is signed in, not ${by}.`);
  }
}
