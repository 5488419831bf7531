import { ReachableRole } from 'backstage-plugin-irsa-common';
import { reachGraph } from './graphOfReach';

const role = (name: string, steps: number, via?: string): ReachableRole => ({
  arn: `arn:${name}`,
  name,
  accountId: '111122223333',
  steps,
  certainty: 'certain',
  lastStep: { restsOn: 'trustPolicy', certainty: 'certain' },
  ...(via && { via: `arn:${via}` }),
});

function drawn(...roles: ReachableRole[]) {
  const graph = reachGraph('me', roles);
  return (
    graph && {
      nodes: graph.boxes.map(
        ({ label, column, row }) => `${label} ${column},${row}`,
      ),
      edges: graph.lines.map(({ from, to }) => `${from.label} ${to.label}`),
    }
  );
}

describe('the drawing of the ways to roles', () => {
  it('is a tree with a column for each step and a row for each end', () => {
    expect(
      drawn(role('a', 1), role('d', 1), role('b', 2, 'a'), role('c', 2, 'a')),
    ).toEqual({
      nodes: ['me 0,0', 'a 1,0', 'b 2,0', 'c 2,1', 'd 1,2'],
      edges: ['a b', 'a c', 'me a', 'me d'],
    });
  });

  it('shows roles behind others that may not be seen', () => {
    expect(drawn(role('far', 3))).toEqual({
      nodes: ['me 0,0', '… 1,0', 'far 3,0'],
      edges: ['… far', 'me …'],
    });
  });

  it('is left out where a list says the same, and where it is too large', () => {
    expect(drawn(role('a', 1), role('b', 1))).toBeUndefined();
    const many = Array.from({ length: 60 }, (_, at) => role(`r${at}`, 1));
    expect(drawn(...many, role('b', 2, 'r1'))).toBeUndefined();
  });
});
