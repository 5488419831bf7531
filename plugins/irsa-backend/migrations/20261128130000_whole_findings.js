// @ts-check

/** Rows per statement. */
const BATCH = 250;

/**
 * References keep the whole finding: also the ids of keys by fingerprint, and every field that exports need. What an
 * older portal has stored is completed once; the next scan writes it afresh.
 *
 * @param {import('knex').Knex} knex
 */
exports.up = async function up(knex) {
  let after = '';
  for (;;) {
    const rows = await knex('workload_documents')
      .select('workload_id', 'document')
      .where('workload_id', '>', after)
      .orderBy('workload_id')
      .limit(BATCH);
    if (rows.length === 0) {
      return;
    }
    after = rows[rows.length - 1].workload_id;
    for (const { workload_id: id, document } of rows) {
      const workload = JSON.parse(document);
      if (workload.references?.length) {
        await knex('workload_documents')
          .where({ workload_id: id })
          .update({
            document: JSON.stringify({
              ...workload,
              references: workload.references.map(
                (/** @type {object} */ reference) =>
                  complete(reference, workload.keys ?? []),
              ),
            }),
          });
      }
    }
  }
};

/** Older portals ignore what they do not know. */
exports.down = async function down() {};

/**
 * @typedef {{ last4: string; fingerprint: string; accountId?: string }} Key
 * @param {{ keyLast4?: string }} reference
 * @param {Key[]} keys
 */
function complete(reference, keys) {
  const own = keys.filter(({ last4 }) => last4 === reference.keyLast4);
  return {
    objectName: '',
    path: '',
    confidence: 'name',
    why: '',
    readLevel: 0,
    // Two keys with the same end cannot be told apart.
    accessKeys:
      own.length === 1
        ? own.map(({ fingerprint, last4, accountId }) => ({
            fingerprint,
            last4,
            accountId,
          }))
        : [],
    ...reference,
  };
}
