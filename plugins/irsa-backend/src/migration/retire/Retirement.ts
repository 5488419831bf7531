import { randomUUID } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import { EngineParts } from '../engine/createStepContext';
import { ACT_TITLES } from '../model/actTitles';
import { MOVED_ON } from '../model/inWords';
import { MigrationRecord, OpenAct } from '../model/records';
import { RetireRequest } from '../types';
import { ACTS } from './acts';
import { RetireGuards } from './RetireGuards';
import {
  assertAnother,
  isOver,
  needsSecond,
  waitForSecond,
} from './secondPerson';

/** Requests to do something with a migration later on. A worker carries them out (RetireRunner). */
export class Retirement {
  constructor(
    private readonly parts: EngineParts,
    private readonly guards: RetireGuards,
    /** Tells people of an act that waits for a second person. */
    private readonly onWaits: (
      record: MigrationRecord,
      act: OpenAct,
    ) => Promise<void> = async () => {},
  ) {}

  /**
   * Takes an act on: everything is checked now, so that who asks hears at once what is in the way, and checked again by the
   * worker that carries it out. The same request made twice is one act.
   */
  async ask(
    record: MigrationRecord,
    request: RetireRequest,
    by: string,
  ): Promise<void> {
    const { store, now, config } = this.parts;
    if (record.act?.waitsForSecond && record.act.request.act === request.act) {
      await this.confirm(record, record.act, request, by);
      return;
    }
    if (isSame(record.act, request, by)) {
      return;
    }
    assertNoneOpen(record);
    await this.guards.assertMay(this.guards.sightOf(record, request, by));
    await ACTS[request.act].check(this.guards.sightOf(record, request, by));
    const act: OpenAct = {
      id: randomUUID(),
      request,
      by,
      askedAt: new Date(now()).toISOString(),
      ...(needsSecond(request.act, config.migration) &&
        waitForSecond(record, config.migration, now())),
    };
    const { reason } = request;
    const message = `${ACT_TITLES[request.act]}: asked for by ${by}${
      reason ? `: ${reason}` : '.'
    }${
      act.waitsForSecond
        ? ` It waits for a second person until ${act.expiresAt}.`
        : ''
    }`;
    if (await store.ask(record, act, message)) {
      if (act.waitsForSecond) {
        await this.onWaits(record, act);
      }
      return;
    }
    const current = await store.find(record.id);
    if (current && isSame(current.act, request, by)) {
      return;
    }
    assertNoneOpen(current ?? record);
    const last = current?.state.lastAct;
    throw new ConflictError(
      last && current.actNumber !== record.actNumber
        ? `${ACT_TITLES[last.act]} was asked for by ${
            last.by
          } in the meantime, and has ended: ${
            last.message
          } This request changed nothing. Look again, and repeat it if it is still wanted.`
        : MOVED_ON,
    );
  }

  /** Ends what has waited for a second person for too long. Returns whether there was any: a worker has to end it. */
  async expire(): Promise<boolean> {
    const { store, now } = this.parts;
    let isAny = false;
    for (const { id, act } of await store.waiting()) {
      if (act && isOver(act, now())) {
        const at = new Date(now()).toISOString();
        isAny = (await store.expire(id, act, at)) || isAny;
      }
    }
    return isAny;
  }

  /** The second person types the same, and everything is checked anew. */
  private async confirm(
    record: MigrationRecord,
    act: OpenAct,
    request: RetireRequest,
    by: string,
  ): Promise<void> {
    if (isOver(act, this.parts.now())) {
      await this.expire();
      throw new ConflictError(
        `${ACT_TITLES[act.request.act]} was asked for by ${
          act.by
        }, and nobody had confirmed it when its time was over at ${
          act.expiresAt
        }. Ask for it anew.`,
      );
    }
    assertAnother(act, by);
    const sight = this.guards.sightOf(record, request, by);
    await this.guards.assertMay(sight);
    await ACTS[request.act].check(sight);
    const message = `${ACT_TITLES[request.act]}: confirmed by ${by}.`;
    if (!(await this.parts.store.confirm(record.id, act, by, message))) {
      throw new ConflictError(MOVED_ON);
    }
  }

  /** Withdraws the open act, if its worker has not begun to change something. */
  async withdraw(record: MigrationRecord, by: string): Promise<void> {
    const { act, state } = record;
    if (!act || (act.withdrawnBy !== undefined && act.withdrawnBy !== by)) {
      return;
    }
    const isBegun =
      state.actRun?.id === act.id && state.actRun.begunAt !== undefined;
    if (isBegun || !(await this.parts.store.withdraw(record.id, act, by))) {
      throw new ConflictError(
        `${
          ACT_TITLES[act.request.act]
        } has begun and cannot be withdrawn any more. It ends by itself.`,
      );
    }
  }
}

function assertNoneOpen({ act }: MigrationRecord): void {
  if (act) {
    throw new ConflictError(
      `${ACT_TITLES[act.request.act]} was asked for by ${act.by} at ${
        act.askedAt
      } and has not ended. Wait for its end, or withdraw it.`,
    );
  }
}

/** A double click, or a request that was repeated because its answer got lost. */
function isSame(
  act: OpenAct | undefined,
  request: RetireRequest,
  by: string,
): boolean {
  return (
    act !== undefined &&
    act.by === by &&
    !act.withdrawnBy &&
    JSON.stringify(act.request) === JSON.stringify(request)
  );
}
