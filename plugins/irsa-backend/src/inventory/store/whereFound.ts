import { Knex } from 'knex';

/** Words beyond these are not looked for: each one reads the text of all rows again. */
const MOST_WORDS = 10;

/**
 * Keeps the rows of `workloads as w` in which each word of a search is found, wherever it stands, in any case of letters. A
 * workload is also found by its name as the pages write it (`namespace/name`) and by its id
 * (`cluster/namespace/Kind/name`) or a part of it.
 */
export function whereFound(query: Knex.QueryBuilder, text = ''): void {
  const words = text.toLowerCase().split(/\s+/).map(withoutDots);
  const wanted = [...new Set(words.filter(Boolean))].slice(0, MOST_WORDS);
  for (const word of wanted) {
    query.where(any => {
      any.whereRaw(`w.search like ? escape '\\'`, [`%${escaped(word)}%`]);
      if (word.includes('/')) {
        orNamed(any, word);
      }
    });
  }
}

function orNamed(any: Knex.QueryBuilder, word: string): void {
  any.orWhereRaw(`lower(w.id) like ? escape '\\'`, [`%${escaped(word)}%`]);
  const [namespace, name, ...more] = word.split('/');
  if (more.length === 0) {
    any.orWhereRaw(
      `(lower(w.namespace) like ? escape '\\' and lower(w.name) like ? escape '\\')`,
      [`%${escaped(namespace)}`, `${escaped(name)}%`],
    );
  }
}

/** The pages write the end of a key id as …WXYZ or ••••WXYZ. */
function withoutDots(word: string): string {
  return word.replace(/^[…•]+/, '');
}

/** As the text itself, not as a pattern. */
function escaped(text: string): string {
  return text.replace(/[\\%_]/g, character => `\\${character}`);
}
