import { isFromDatabase, wordsOf } from './databaseOutage';

const QUERY = 'update "migrations" set "state" = $1 where "id" = $2';

describe('errors of the database', () => {
  it.each([
    [new Error('Connection terminated unexpectedly')],
    [new Error(`${QUERY} - Connection terminated unexpectedly`)],
    [Object.assign(new Error(QUERY), { code: '57P01', severity: 'FATAL' })],
    [Object.assign(new Error(QUERY), { code: 'SQLITE_BUSY' })],
    [Object.assign(new Error(QUERY), { code: '22001', severity: 'ERROR' })],
  ])('%s is one, and its words quote no query', error => {
    expect(isFromDatabase(error)).toBe(true);
    expect(wordsOf(error)).not.toContain('migrations"');
  });

  it('is not what a step says', () => {
    expect(isFromDatabase(new Error('The Pods do not start.'))).toBe(false);
    expect(isFromDatabase(undefined)).toBe(false);
  });
});
