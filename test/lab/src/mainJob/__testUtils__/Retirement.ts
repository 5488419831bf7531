import { Migration } from 'backstage-plugin-irsa-common';
import { LabPortal } from './LabPortal';
import { Team } from './Team';
import { until } from './until';

/** What people do with the key of one migration, by REST. Throws when an act fails. */
export class Retirement {
  constructor(
    private readonly portal: LabPortal,
    private readonly team: Team,
    private readonly id: string,
  ) {}

  /** Asks for an act, and waits until it is done. */
  async act(body: object): Promise<Migration> {
    await this.portal.post<Migration>(`/migrations/${this.id}/retire`, body);
    const ended = await until(
      () => this.portal.migration(this.id),
      ({ act }) => act?.endedAt !== undefined,
    );
    if (ended.act?.state !== 'done') {
      throw new Error(`Not done: ${JSON.stringify(ended.act)}`);
    }
    return ended;
  }

  /** Waits until an act is possible. */
  offers(act: Migration['possible'][number]): Promise<Migration> {
    return until(
      () => this.portal.migration(this.id),
      ({ possible }) => possible.includes(act),
    );
  }

  /** After the soak: the key becomes inactive. */
  async switchKeyOff(): Promise<Migration> {
    const migration = await until(
      () => this.portal.migration(this.id),
      each => this.strangersOf(each) !== undefined,
    );
    return this.act({
      act: 'deactivate-key',
      reason: 'a trial',
      despiteUnproven: this.strangersOf(migration),
    });
  }

  /** After the cooling. */
  async deleteKey(): Promise<Migration> {
    await this.offers('delete-key');
    return this.act({
      act: 'delete-key',
      confirm: this.team.accessKeyId.slice(-4),
    });
  }

  /**
   * The portal sees the whole lab, with workloads of other tests whose key it cannot tell: those have to be named. Undefined
   * while anything else stands in the way of the key.
   */
  private strangersOf({ possible, guards = [] }: Migration) {
    if (possible.includes('deactivate-key')) {
      return [];
    }
    const others = guards
      .filter(({ act }) => act === 'deactivate-key')
      .map(({ unprovenUsers = [] }) => unprovenUsers);
    const [strangers = []] = others;
    return others.length === 1 &&
      strangers.length > 0 &&
      strangers.every(other => !other.includes(this.team.namespace))
      ? strangers
      : undefined;
  }
}
