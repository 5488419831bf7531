import { NamespacesTogether } from './NamespacesTogether';

const some = (namespace: string | undefined, count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => ({
    metadata: { namespace, name: `${namespace}-${from + at}` },
  }));
const namesOf = (objects: { metadata: { name: string } }[]) =>
  objects.map(({ metadata }) => metadata.name);

function handedOn(pages: ReturnType<typeof some>[]) {
  const together = new NamespacesTogether<ReturnType<typeof some>[number]>();
  const parts = pages.map(page => together.add(page));
  return [...parts, together.rest()].map(namesOf);
}

describe('NamespacesTogether', () => {
  it('hands on the objects of a namespace together', () => {
    const [a, b, c] = [some('a', 2), some('b', 3), some('c', 1)];
    expect(handedOn([[...a, b[0]], [b[1]], [], [b[2], ...c]])).toEqual([
      namesOf(a),
      [],
      [],
      namesOf(b),
      namesOf(c),
    ]);
  });

  it('hands on everything once, in its order, whatever the order and the pages', () => {
    const all = [
      ...some('b', 3),
      ...some('a', 2),
      ...some(undefined, 2),
      ...some('b', 2, 3),
    ];
    for (const size of [1, 2, 3, 4, all.length]) {
      const pages = [];
      for (let start = 0; start < all.length; start += size) {
        pages.push(all.slice(start, start + size));
      }
      expect(handedOn(pages).flat()).toEqual(namesOf(all));
    }
  });

  it('does not hold more than a large page', () => {
    const pages = Array.from({ length: 11 }, (_, at) =>
      some('a', 100, at * 100),
    );
    const lengths = handedOn(pages).map(({ length }) => length);
    expect(lengths.slice(0, 6)).toEqual([0, 0, 0, 0, 0, 600]);
    expect(lengths.at(-1)).toBe(500);
  });

  it('has nothing of nothing', () => {
    expect(handedOn([[]])).toEqual([[], []]);
  });
});
