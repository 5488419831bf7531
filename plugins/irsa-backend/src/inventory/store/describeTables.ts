import { Knex } from 'knex';
import { transact } from '../../shared/transaction';

/**
 * Updates the statistics that a database chooses its indexes by, from a sample. Without them SQLite chooses the wrong index for
 * some filters (https://www.sqlite.org/lang_analyze.html), and PostgreSQL reads whole tables for a few rows. It counts by
 * itself only a minute later or more, and where somebody has not switched that off; so this is done here as soon as there are
 * twice as many rows as it knows of. https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-STATISTICS
 */
export async function describeTables(knex: Knex): Promise<void> {
  if (knex.client.config.client === 'pg') {
    await describeForPostgres(knex);
    return;
  }
  await knex.raw('pragma analysis_limit = 400');
  await knex.raw('analyze');
}

async function describeForPostgres(knex: Knex): Promise<void> {
  const { rows } = await knex.raw(
    `select (select count(*) from workloads) > 2 * greatest(reltuples, 0) as has_grown from pg_class where oid = 'workloads'::regclass`,
  );
  if (rows[0]?.has_grown) {
    await transact(knex, async trx => {
      // Of 3,000 rows of each, which is enough to tell a few rows from many, and takes a tenth of its usual time.
      await trx.raw('set local default_statistics_target = 10');
      await trx.raw(
        'analyze workloads, workload_documents (workload_id), workload_keys, workload_objects',
      );
    });
  }
}
