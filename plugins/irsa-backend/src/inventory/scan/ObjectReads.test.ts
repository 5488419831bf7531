import { ObjectData } from 'backstage-plugin-irsa-node';
import { ClusterHandle } from '../../clusters/types';
import { ClusterReader } from './ClusterReader';
import { FactsMemory } from './FactsMemory';
import { KnownObjects } from './KnownObjects';
import { ObjectReads } from './ObjectReads';

const NAMES = Array.from({ length: 12 }, (_, at) => `s${at}`);
const keyOf = (name: string) => `shop/Secret/${name}`;

function readsOf(options: { mayGet: boolean; names?: string[] }) {
  const asked: string[] = [];
  const objects: KnownObjects = new Map(
    NAMES.map(name => [
      keyOf(name),
      { resourceVersion: '1', data: new Map([['id', undefined]]) },
    ]),
  );
  objects.set(keyOf('certificate'), {
    resourceVersion: '1',
    data: new Map([['tls.crt', undefined]]),
  });
  const secret = (name: string) => ({
    metadata: { name },
    data: { id: Buffer.from(`value of ${name}`).toString('base64') },
  });
  const cluster = {
    async request({ method = 'GET', path, query }: any) {
      asked.push(`${method} ${path} ${query?.fieldSelector ?? ''}`.trim());
      if (path.endsWith('/selfsubjectaccessreviews')) {
        return { status: { allowed: options.mayGet } };
      }
      return path.endsWith('/secrets')
        ? {
            items: [...(options.names ?? NAMES), 'certificate', 'new'].map(
              secret,
            ),
            metadata: {},
          }
        : secret(path.split('/').pop());
    },
  } as unknown as ClusterHandle;
  const reader = {
    mayRead: () => true,
    missingRights: new Set(),
  } as unknown as ClusterReader;
  const memory = new FactsMemory();
  const reads = new ObjectReads({ cluster, reader, objects, memory });
  return { reads, asked, memory };
}

describe('ObjectReads', () => {
  const LIST = 'GET /api/v1/namespaces/shop/secrets type=Opaque';
  const some = NAMES.slice(0, 9).map(keyOf);

  it('lists a namespace of which most are wanted, and knows all of them', async () => {
    const { reads, asked, memory } = readsOf({ mayGet: true });
    await reads.ahead(some);
    expect(asked.filter(each => each.startsWith('GET'))).toEqual([LIST]);
    const data = (await reads.read(keyOf('s0'))) as ObjectData;
    expect([...data.keys()]).toEqual(['id']);
    expect(data.get('id')).toBeDefined();
    expect(asked).toHaveLength(2);
    // Only what was used is for the next scan.
    expect(memory.has(keyOf('s0'), '1')).toBe(true);
    expect(memory.has(keyOf('s11'), '1')).toBe(false);
  });

  it('makes no facts of certificates, nor of what it has not met before', async () => {
    const { reads } = readsOf({ mayGet: true });
    await reads.ahead(some);
    expect(reads.has(keyOf('s11'))).toBe(true);
    expect(reads.has(keyOf('certificate'))).toBe(false);
    expect(reads.has(keyOf('new'))).toBe(false);
  });

  it('reads by its name what the list does not have', async () => {
    const { reads, asked } = readsOf({ mayGet: true, names: NAMES.slice(1) });
    await reads.ahead(some);
    await reads.read(keyOf('s0'));
    expect(asked.pop()).toBe('GET /api/v1/namespaces/shop/secrets/s0');
  });

  it.each([
    ['few are wanted', true, some.slice(0, 7)],
    ['single Secrets may not be read everywhere', false, some],
  ])('reads none ahead when %s', async (_case, mayGet, keys) => {
    const { reads, asked } = readsOf({ mayGet });
    await reads.ahead(keys);
    expect(asked.filter(each => each.startsWith('GET'))).toEqual([]);
  });
});
