import { randomUUID } from 'node:crypto';
import { PreviewLink, workloadId } from 'backstage-plugin-irsa-common';
import { Knex } from 'knex';
import { PreviewOf } from './LinkVault';

/** As long as most audits ask back. */
const KEPT_MS = 90 * 86_400_000;
const LIST_LIMIT = 200;

interface LinkRow {
  id: string;
  preview_id: string;
  /** PostgreSQL returns numbers of this size as text. */
  at: number | string;
  user_ref: string;
  workload_id: string;
  bucket: string;
  object_key: string;
  method: PreviewLink['method'];
  identity: PreviewLink['identity'];
  ends_at: number | string;
}

interface UseRow {
  id: string;
  link_id: string;
  at: number | string;
  user_ref: string;
  purpose: PreviewLink['uses'][0]['purpose'];
}

/** A link that was made: everything but the link. */
export type MadeLink = Pick<
  PreviewLink,
  'id' | 'bucket' | 'key' | 'method' | 'identity' | 'endsAt'
>;

/** Who made which link, and who looked at it, for reviewers. It never holds the link. */
export class LinkLedger {
  constructor(
    private readonly knex: Knex,
    private readonly now: () => number,
  ) {}

  /** Before the preview is answered, so that no link is known to anybody and not to this list. */
  async made(
    { previewId, by, workload }: PreviewOf,
    links: MadeLink[],
  ): Promise<void> {
    await this.forgetOld();
    if (links.length === 0) {
      return;
    }
    await this.knex<LinkRow>('preview_links').insert(
      links.map(({ id, bucket, key, method, identity, endsAt }) => ({
        id,
        preview_id: previewId,
        at: this.now(),
        user_ref: by,
        workload_id: workloadId(workload),
        bucket,
        object_key: key,
        method,
        identity,
        ends_at: Date.parse(endsAt),
      })),
    );
  }

  /** Before the link is handed out. */
  async used(
    linkId: string,
    by: string,
    purpose: UseRow['purpose'],
  ): Promise<void> {
    await this.knex<UseRow>('preview_link_uses').insert({
      id: randomUUID(),
      link_id: linkId,
      at: this.now(),
      user_ref: by,
      purpose,
    });
  }

  /** The newest first. */
  async list(filter: { workloadId?: string }): Promise<PreviewLink[]> {
    const query = this.knex<LinkRow>('preview_links')
      .orderBy('at', 'desc')
      .orderBy('id')
      .limit(LIST_LIMIT);
    const rows = await (filter.workloadId === undefined
      ? query
      : query.where({ workload_id: filter.workloadId }));
    const uses = await this.knex<UseRow>('preview_link_uses')
      .whereIn(
        'link_id',
        rows.map(({ id }) => id),
      )
      .orderBy('at');
    return rows.map(row => toLink(row, uses));
  }

  private async forgetOld(): Promise<void> {
    const before = this.now() - KEPT_MS;
    await this.knex<UseRow>('preview_link_uses')
      .where('at', '<', before)
      .delete();
    await this.knex<LinkRow>('preview_links').where('at', '<', before).delete();
  }
}

function toLink(row: LinkRow, uses: UseRow[]): PreviewLink {
  const time = (value: number | string) =>
    new Date(Number(value)).toISOString();
  return {
    id: row.id,
    previewId: row.preview_id,
    at: time(row.at),
    by: row.user_ref,
    workloadId: row.workload_id,
    bucket: row.bucket,
    key: row.object_key,
    method: row.method,
    identity: row.identity,
    endsAt: time(row.ends_at),
    uses: uses
      .filter(({ link_id }) => link_id === row.id)
      .map(({ at, user_ref, purpose }) => ({
        at: time(at),
        by: user_ref,
        purpose,
      })),
  };
}
