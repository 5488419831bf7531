import { MemoryHost } from '../../requests/__testUtils__/MemoryHost';
import { URL } from '../../requests/__testUtils__/orders';
import { assertOthersWithout } from './otherPlacesOfSecret';
import { RetireSight } from './RetireContext';

function sightOf(host: MemoryHost, despiteUnread?: string[]): RetireSight {
  return {
    request: { act: 'request-secret-removal', despiteUnread },
    record: {
      execution: { workload: { cluster: 'eu', namespace: 'sales' } },
    },
    requests: { repository: () => host },
    feeders: async () => ({
      feeders: [],
      notRead: [
        { cluster: 'west', why: 'it did not answer (unreachable)' },
        { cluster: 'east', why: 'it did not answer (timeout)' },
      ],
    }),
    read: (call: () => Promise<unknown>) => call(),
  } as unknown as RetireSight;
}

describe('assertOthersWithout', () => {
  const host = new MemoryHost(URL, { 'sales/secret.yaml': 'kind: Secret' });
  const ask = async (despiteUnread?: string[]) =>
    assertOthersWithout(sightOf(host, despiteUnread), 'aws-secrets', {
      url: URL,
      base: 'main',
      commit: (await host.head('main'))!,
      paths: ['sales/secret.yaml'],
    });

  it('refuses while clusters that may take the same files cannot be read, with each of them', async () => {
    await expect(ask()).rejects.toThrow(
      /not known: cluster east, .*timeout.*; cluster west, .*unreachable.*irsa\.key\.decide/,
    );
    await expect(ask(['west'])).rejects.toThrow(/not known: cluster east/);
  });

  it('leaves those to the person who decided about them', async () => {
    await expect(ask(['west', 'east'])).resolves.toBeUndefined();
  });
});
