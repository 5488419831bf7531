import fc from 'fast-check';
import { Requester } from './ClusterApi';
import { clusterError } from './ClusterError';
import { listAll, listPages } from './listPages';

/** A server with pages of two objects that drops the state of a list after its first page. */
function forgetful(options: { offersRest: boolean }) {
  const names = ['a', 'b', 'c', 'd', 'e'];
  let version = 100;
  const asked: (string | undefined)[] = [];
  const request = async ({
    query,
  }: {
    query: { continue?: string };
  }): Promise<unknown> => {
    asked.push(query.continue);
    const [at, rv] = (query.continue ?? `0@${version}`).split('@');
    if (query.continue && Number(rv) < version) {
      throw clusterError(
        {
          cluster: 'c',
          kind: 'gone',
          status: 410,
          continueToken: options.offersRest ? `${at}@${version}` : undefined,
        },
        'expired',
      );
    }
    const from = Number(at);
    const more = from + 2 < names.length;
    const answer = {
      items: names.slice(from, from + 2),
      metadata: {
        resourceVersion: String(version),
        continue: more ? `${from + 2}@${version}` : '',
      },
    };
    // Happens once: compaction between the first and the second page.
    if (asked.length === 1) {
      version = 200;
    }
    return answer;
  };
  return { cluster: { request } as unknown as Requester, asked };
}

describe('listPages', () => {
  it('carries on with the rest as it is by now when the server has forgotten the list', async () => {
    const { cluster, asked } = forgetful({ offersRest: true });
    const seen: string[] = [];
    const position = await listPages<string>(
      cluster,
      { path: '/things' },
      page => {
        seen.push(...page.items);
      },
    );
    expect(seen).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(asked).toEqual([undefined, '2@100', '2@200', '4@200']);
    // A watch from the first version would be refused as well.
    expect(position).toBe('200');
  });

  it('begins again when it is offered no rest', async () => {
    const { cluster } = forgetful({ offersRest: false });
    const seen: string[] = [];
    await listPages<string>(cluster, { path: '/things' }, page => {
      seen.push(...page.items);
    });
    expect(seen).toEqual(['a', 'b', 'a', 'b', 'c', 'd', 'e']);
  });

  it('reads one page ahead, and hands it out only when the one before is done with', async () => {
    const { cluster, asked } = forgetful({ offersRest: true });
    const order: string[] = [];
    await listPages<string>(cluster, { path: '/things' }, async page => {
      order.push(`${page.items[0]} begins`);
      for (let turn = 0; turn < 20; turn += 1) {
        await Promise.resolve();
      }
      order.push(`${page.items[0]} ends after ${asked.length} requests`);
    });
    expect(order).toEqual([
      'a begins',
      'a ends after 3 requests',
      'c begins',
      'c ends after 4 requests',
      'e begins',
      'e ends after 4 requests',
    ]);
  });
});

/** A server that forgets the state of the list before some of its answers. */
function moody(
  all: string[],
  pageSize: number,
  moods: ('fine' | 'rest' | 'anew')[],
) {
  let version = 1;
  let at = 0;
  const request = async ({
    query,
  }: {
    query: { continue?: string };
  }): Promise<unknown> => {
    const token = query.continue;
    const mood = moods[at] ?? 'fine';
    at += 1;
    if (token && mood !== 'fine') {
      version += 1;
    }
    const [from, rv] = (token ?? `0@${version}`).split('@').map(Number);
    if (rv < version) {
      throw clusterError(
        {
          cluster: 'c',
          kind: 'gone',
          status: 410,
          continueToken: mood === 'rest' ? `${from}@${version}` : undefined,
        },
        'expired',
      );
    }
    const to = from + pageSize;
    return {
      items: all.slice(from, to),
      metadata: {
        resourceVersion: String(version),
        continue: to < all.length ? `${to}@${version}` : '',
      },
    };
  };
  return { request } as unknown as Requester;
}

describe('a list of any length on a forgetful server', () => {
  const mood = fc.constantFrom('fine', 'rest', 'anew') as fc.Arbitrary<
    'fine' | 'rest' | 'anew'
  >;

  it('is read in whole', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.string(), { maxLength: 20 }),
        fc.integer({ min: 1, max: 5 }),
        // Never twice in a row: then the server cannot be listed, and the list fails.
        fc
          .array(mood, { maxLength: 10 })
          .map(list => list.flatMap(each => [each, 'fine' as const])),
        async (names, pageSize, moods) => {
          expect(
            await listAll(moody(names, pageSize, moods), '/things'),
          ).toEqual(names);
        },
      ),
    );
  });

  it('fails when the server forgets at once what it just offered', async () => {
    const always = {
      request: async () => {
        throw clusterError(
          { cluster: 'c', kind: 'gone', status: 410 },
          'expired',
        );
      },
    };
    await expect(listAll(always as Requester, '/things')).rejects.toThrow(
      'expired',
    );
  });
});
