import { readData } from 'backstage-plugin-irsa-node';
import { KeyLists } from './KnownObjects';

const read = (data: Record<string, string>) =>
  readData({ kind: 'ConfigMap', data }, 2)!;

describe('lists of data keys', () => {
  it('are kept once where keys and facts are alike', () => {
    const lists = new KeyLists();
    const first = lists.withFacts(read({ level: 'info', region: 'eu-west-1' }));
    expect(
      lists.withFacts(read({ level: 'debug', region: 'eu-north-1' })),
    ).toBe(first);
    expect(lists.once(['level', 'region'])).toBe(
      lists.once(['level', 'region']),
    );
  });

  it.each([
    ['another key', { level: 'info', zone: 'eu-west-1' }],
    ['one key more', { level: 'info', region: 'eu-west-1', a: 'b' }],
    ['an empty value', { level: 'info', region: '' }],
    ['an endpoint', { level: 'info', region: 'http://minio:9000' }],
    ['a path', { level: 'info', region: '/etc/region' }],
  ])('are apart with %s', (_, data) => {
    const lists = new KeyLists();
    const first = lists.withFacts(read({ level: 'info', region: 'eu-west-1' }));
    expect(lists.withFacts(read(data))).not.toBe(first);
  });

  it('that were read and are clean stay apart from those that were not read', () => {
    const lists = new KeyLists();
    const names = lists.once(['level']);
    const facts = lists.withFacts(read({ level: 'info' }));
    expect(names?.get('level')).toBeUndefined();
    expect(facts.get('level')).toMatchObject({ isEmpty: false, ids: [] });
  });
});
