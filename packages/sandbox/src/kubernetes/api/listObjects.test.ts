import { ResourceType } from '../resources/resourceTypes';
import { ObjectStore } from '../store/ObjectStore';
import { SortedMap } from '../store/SortedMap';
import { KubeObject } from '../types';
import { listObjects } from './listObjects';

const SECRETS = {
  group: '',
  version: 'v1',
  kind: 'Secret',
  plural: 'secrets',
} as ResourceType;
const MANY = 20_000;
const PAGE = 500;

const secret = (index: number): KubeObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  metadata: {
    namespace: `n${index % 20}`,
    name: `s${String(index).padStart(6, '0')}`,
    uid: `u${index}`,
  },
});

describe('a page of a long list', () => {
  const store = new ObjectStore();
  let visited = 0;

  beforeAll(() => {
    const objects = Array.from({ length: MANY }, (_, index) => secret(index));
    store.load(SECRETS, objects);
  });
  beforeEach(() => {
    visited = 0;
    const { entries } = SortedMap.prototype;
    jest
      .spyOn(SortedMap.prototype, 'entries')
      .mockImplementation(function* count(
        this: SortedMap<unknown>,
        ...range: [from?: string, before?: string]
      ) {
        for (const entry of entries.apply(this, range)) {
          visited += 1;
          yield entry;
        }
      });
  });
  afterEach(() => jest.restoreAllMocks());

  it('looks at its own objects and one more, wherever it is, and copies none', () => {
    let continueToken: string | undefined;
    let left = MANY;
    do {
      visited = 0;
      const { items, metadata } = listObjects(store, SECRETS, undefined, {
        limit: PAGE,
        continueToken,
      });
      left -= PAGE;
      expect(items).toHaveLength(PAGE);
      expect(visited).toBeLessThanOrEqual(PAGE + 1);
      expect(metadata.remainingItemCount).toBe(left || undefined);
      const { namespace, name } = items[0].metadata;
      expect(items[0]).toBe(store.get(SECRETS, namespace, name));
      continueToken = metadata.continue as string | undefined;
    } while (continueToken);
    expect(left).toBe(0);
  });

  it('of one namespace looks at no other', () => {
    const { items } = listObjects(store, SECRETS, 'n7', {});
    expect(items).toHaveLength(MANY / 20);
    expect(visited).toBe(MANY / 20);
  });

  it('shows the state of the first page, though another version costs no copy', () => {
    const first = listObjects(store, SECRETS, undefined, { limit: PAGE });
    const gone = store.get(SECRETS, 'n9', 's000009')!;
    store.remove(SECRETS, gone);
    visited = 0;
    const second = listObjects(store, SECRETS, undefined, {
      limit: MANY,
      continueToken: first.metadata.continue as string,
    });
    expect(second.items).toContain(gone);
    expect(visited).toBe(MANY - PAGE);
  });
});
