import { TrustWay } from 'backstage-plugin-irsa-common';
import { waysGraph } from './graphOfWays';

const words = {
  everySubject: 'every subject',
  andAlso: ' and also ',
  except: ', but not',
  ofNamespace: (namespace: string, count: number) => `${namespace}: ${count}`,
  more: (count: number) => `${count} more`,
};
const CLUSTER = 'arn:aws:iam::111122223333:oidc-provider/oidc.example.com/a';
const GITHUB =
  'arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com';
const way = (overrides: Partial<TrustWay>): TrustWay => ({
  kind: 'token',
  principal: CLUSTER,
  reach: 'exact',
  subjects: [],
  patterns: [],
  isConditional: false,
  clusters: ['production'],
  admitsNow: [],
  ...overrides,
});
const subject = (name: string) =>
  `system:serviceaccount:${name.replace('/', ':')}`;
const aws = (principal: string, overrides: Partial<TrustWay> = {}) =>
  way({
    kind: 'aws',
    principal,
    clusters: [],
    admitsNow: undefined,
    ...overrides,
  });

/** `label column,row`, with `~` where the box is dotted; then the lines, with `~` where one is dashed. */
function drawn(...ways: TrustWay[]) {
  const graph = waysGraph(
    { arn: 'arn:x', name: 'x', reach: 'bounded', ways },
    words,
  );
  return (
    graph && {
      boxes: graph.boxes.map(
        ({ label, column, row, isFirm }) =>
          `${isFirm ? '' : '~'}${label} ${column},${row}`,
      ),
      lines: graph.lines.map(
        ({ from, to, isSure }) =>
          `${from.label} ${isSure ? '-' : '~'} ${to.label}`,
      ),
    }
  );
}

describe('the drawing of who can become a role', () => {
  it('goes from providers by subjects to the role', () => {
    expect(
      drawn(
        way({
          subjects: [subject('shop/orders')],
          admitsNow: ['shop/orders', 'shop/cart'],
        }),
        way({
          principal: GITHUB,
          clusters: [],
          admitsNow: undefined,
          subjects: ['repo:acme/shop:ref:refs/heads/main'],
          isConditional: true,
        }),
      ),
    ).toEqual({
      boxes: [
        'production 0,0',
        'shop/orders 1,0',
        'shop/cart 1,1',
        'token.actions.githubusercontent.com 0,2',
        'repo:acme/shop:ref:refs/heads/main 1,2',
        'x 2,1',
      ],
      lines: [
        'production - shop/orders',
        'production - shop/cart',
        'token.actions.githubusercontent.com ~ repo:acme/shop:ref:refs/heads/main',
        'shop/orders - x',
        'shop/cart - x',
        'repo:acme/shop:ref:refs/heads/main ~ x',
      ],
    });
  });

  it('has dotted boxes for patterns, and for names that nobody has now', () => {
    expect(
      drawn(
        way({
          subjects: [subject('shop/gone')],
          patterns: [
            {
              matches: ['system:serviceaccount:shop:*'],
              except: ['system:serviceaccount:shop:bad'],
            },
            { matches: [], except: [] },
          ],
        }),
      )?.boxes,
    ).toEqual([
      'production 0,0',
      '~shop/gone 1,0',
      '~shop:*, but not shop:bad 1,1',
      '~every subject 1,2',
      'x 2,1',
    ]);
    // Whether somebody has the name is not known where the cluster was not read.
    expect(
      drawn(way({ subjects: [subject('shop/cart')], admitsNow: undefined }))
        ?.boxes,
    ).toContain('shop/cart 1,0');
  });

  it('has principals of AWS without a provider before them', () => {
    expect(
      drawn(
        aws('arn:aws:iam::111122223333:role/ci'),
        aws('arn:aws:iam::222233334444:root', { reach: 'bounded' }),
      ),
    ).toEqual({
      boxes: ['111122223333:role/ci 0,0', '~222233334444:root 0,1', 'x 1,0'],
      lines: ['111122223333:role/ci - x', '222233334444:root - x'],
    });
  });

  it('counts the ServiceAccounts of a namespace where they are many', () => {
    const names = Array.from({ length: 12 }, (_, at) => `n${at % 3}/sa${at}`);
    expect(
      drawn(
        way({
          admitsNow: names,
          patterns: [{ matches: ['system:serviceaccount:*'], except: [] }],
        }),
      )?.boxes,
    ).toEqual([
      'production 0,0',
      '~* 1,0',
      'n0: 4 1,1',
      'n1: 4 1,2',
      'n2: 4 1,3',
      'x 2,1',
    ]);
  });

  it('counts everybody once, however many they are', () => {
    const many = Array.from({ length: 1000 }, (_, at) => `n${at}/sa`);
    const boxes = drawn(way({ admitsNow: many }))!.boxes;
    expect(boxes).toHaveLength(10);
    expect(boxes.slice(0, -1).pop()).toBe('~993 more 1,7');

    const principals = Array.from({ length: 30 }, (_, at) =>
      aws(`arn:aws:iam::111122223333:role/r${at}`, {
        isConditional: at === 29,
      }),
    );
    const graph = drawn(...principals)!;
    expect(graph.boxes).toContain('~23 more 0,7');
    expect(graph.lines).toContain('23 more ~ x');

    const providers = Array.from({ length: 20 }, (_, at) =>
      way({ principal: `${CLUSTER}${at}`, admitsNow: ['shop/cart'] }),
    );
    expect(drawn(...providers)!.boxes).toContain('~13 more 1,7');
  });

  it('is left out where nobody gets in, or it is not known who', () => {
    expect(
      drawn(way({ reach: 'dead', subjects: [subject('shop/cart')] })),
    ).toBeUndefined();
    expect(
      waysGraph(
        {
          arn: 'arn:x',
          name: 'x',
          reach: 'notUnderstood',
          ways: [way({ admitsNow: ['shop/cart'] })],
        },
        words,
      ),
    ).toBeUndefined();
  });
});
