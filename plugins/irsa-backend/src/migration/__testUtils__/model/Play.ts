import { Migration } from 'backstage-plugin-irsa-common';
import { DefaultMigrationService } from '../../DefaultMigrationService';
import { RetireRequest } from '../../types';
import { until, WalkthroughWorld } from '../walkthroughWorld';
import { isOpen } from '../soaking';
import { OTHERS, OthersAct } from './others';
import { look, Sight } from './Sight';
import { applyCode, planFor, Target } from './targets';

const BY = 'user:default/guest';
const DAY = 86_400_000;
const AT_WORK = ['queued', 'running', 'stopping', 'rollingBack'];
/** Errors that tell a person what to do; any other would be a fault of the program. */
const TOLD = [
  'ConflictError',
  'InputError',
  'NotFoundError',
  'LockedError',
  'StalePlanError',
];

/** One thing that happens. Requests of a person may be refused, in words. */
export type Command =
  | { do: 'start' | 'startAndCrash' | 'crash' }
  | { do: 'stop' | 'continue' }
  | { do: 'rollback'; switchKeyOn: boolean }
  | { do: 'retire' | 'retireAndCrash'; act: RetireRequest['act'] }
  | { do: 'days'; days: number }
  | { do: 'others'; act: OthersAct };

/** Whether it asks for an act of the retirement. */
export function isRetire(
  command: Command,
): command is Extract<Command, { do: 'retire' | 'retireAndCrash' }> {
  return command.do === 'retire' || command.do === 'retireAndCrash';
}

/** Plays commands against the sandbox, and remembers only what is needed to judge what is then there. */
export class Play {
  private service!: DefaultMigrationService;
  private id?: string;
  private clicks = 0;
  /** What others did since the last start. */
  readonly othersDid = new Set<OthersAct>();
  /** The key is off by others' doing; it outlasts a new start. */
  isKeyOffByOthers = false;
  migration?: Migration;
  sight!: Sight;

  constructor(
    readonly world: WalkthroughWorld,
    readonly target: Target = 'irsa',
  ) {}

  async begin(): Promise<void> {
    await this.newProcess();
    this.sight = await look(this.world);
  }

  /** Answers what was seen before, whether a request was taken, and what it said if not. */
  async play(command: Command): Promise<{ before: Sight; refused?: string }> {
    const before = this.sight;
    let refused: string | undefined;
    try {
      await this.act(command);
    } catch (error) {
      const { name, message } = error as Error;
      if (!TOLD.includes(name)) {
        throw error;
      }
      refused = message;
    }
    await this.settle();
    const { act } = this.migration ?? {};
    if (isRetire(command) && act?.state === 'failed') {
      refused ??= act.message;
    }
    this.sight = await look(this.world);
    if (this.sight.keyState === 'Active') {
      this.isKeyOffByOthers = false;
    } else if (command.do === 'others' && command.act === 'keyOff') {
      this.isKeyOffByOthers = true;
    }
    return { before, refused };
  }

  private async act(command: Command): Promise<void> {
    switch (command.do) {
      case 'start':
        return this.start();
      case 'startAndCrash':
        await this.start();
        return this.newProcess();
      case 'crash':
        return this.newProcess();
      case 'retireAndCrash':
        await this.request(command);
        return this.newProcess();
      case 'days':
        this.world.offset += command.days * DAY;
        return this.service.watchSoaks();
      case 'others':
        this.othersDid.add(command.act);
        // What is not there cannot be changed.
        return OTHERS[command.act](this.world).catch(() => undefined);
      default:
        return this.request(command);
    }
  }

  private async request(
    command: Extract<
      Command,
      { do: 'stop' | 'continue' | 'rollback' | 'retire' | 'retireAndCrash' }
    >,
  ): Promise<void> {
    const { id, service } = this;
    if (!id) {
      return;
    }
    if (command.do === 'rollback') {
      const { switchKeyOn } = command;
      await service.rollback(id, { reason: 'a play', switchKeyOn }, BY);
    } else if (isRetire(command)) {
      const { act } = command;
      const confirm = {
        'delete-key': this.world.execution.key!.last4,
        'delete-secret': 'aws-secrets',
      }[act as string];
      await service.retire(id, { act, confirm, reason: 'a play' }, BY);
    } else {
      await service[command.do](id, BY);
    }
  }

  private async start(): Promise<void> {
    if (this.sight.keyState === 'gone') {
      return;
    }
    await planFor(this.world, this.target);
    if (this.target === 'code') {
      await applyCode(this.world);
    }
    this.clicks += 1;
    const { id } = await this.service.start(
      {
        planId: 'plan-1',
        planHash: 'hash',
        idempotencyKey: `click-${this.clicks}`,
        acknowledgements: ['links-shorter'],
      },
      BY,
    );
    this.id = id;
    this.othersDid.clear();
  }

  /** As after a crash: the old process writes nothing more, and another takes over. */
  private async newProcess(): Promise<void> {
    if (this.service) {
      this.world.abandon(this.service);
      await this.world
        .database('migrations')
        .whereNotNull('claim')
        .update({ claim: 'a-dead-process', heartbeat: 0 });
    }
    this.service = await this.world.service();
    this.service.startWorker();
  }

  private async settle(): Promise<void> {
    const { id } = this;
    if (!id) {
      return;
    }
    this.migration = await until('rest', async () => {
      const found = await this.service.get(id);
      const isAtWork = AT_WORK.includes(found.status) || isOpen(found.act);
      return isAtWork ? undefined : found;
    });
  }
}
