import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { RateLimit } from './RateLimit';

jest.setTimeout(120_000);

onOneDatabase('the limit of previews', database => {
  it('counts for each user, within a minute, in all replicas together', async () => {
    const knex = await database();
    let now = 1_000_000;
    const one = new RateLimit(knex, () => now, 2);
    const other = new RateLimit(knex, () => now, 2);
    await one.take('user:default/a');
    now += 10_000;
    await other.take('user:default/a');
    await one.take('user:default/b');
    await expect(other.take('user:default/a')).rejects.toMatchObject({
      statusCode: 429,
      retryAfterSeconds: 50,
      message: expect.stringMatching(/Try again in 50 s/),
    });
    // A refused try does not count.
    now += 50_000;
    await expect(other.take('user:default/a')).resolves.toBeUndefined();
    expect(await knex('preview_uses').where('at', '<', 1_010_000)).toEqual([]);
  });

  it('lets no more through when many come at once', async () => {
    const knex = await database();
    const limits = [1, 2].map(() => new RateLimit(knex, () => 2_000_000, 3));
    const tries = await Promise.allSettled(
      Array.from({ length: 12 }, (_, at) =>
        limits[at % 2].take('user:default/c'),
      ),
    );
    const passed = tries.filter(({ status }) => status === 'fulfilled');
    expect(passed.length).toBeLessThanOrEqual(3);
  });
});
