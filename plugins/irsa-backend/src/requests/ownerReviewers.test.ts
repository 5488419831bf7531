import { mockAuth } from '../__testUtils__/mockAuth';
import { mockLogger } from '../__testUtils__/mockLogger';
import { inMemoryCatalog } from '../__testUtils__/inMemoryCatalog';
import { ownerReviewers } from './ownerReviewers';

const GITHUB = ['github.com/team-slug', 'github.com/user-login'];
const owner = (annotations: Record<string, string>) => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Group',
  metadata: { name: 'payments', namespace: 'default', annotations },
  spec: { type: 'team', children: [] },
});

it.each<[string, Record<string, string>, string[]]>([
  ['a team', { 'github.com/team-slug': 'acme/payments' }, ['acme/payments']],
  ['a user', { 'github.com/user-login': 'mona' }, ['mona']],
  ['a user of another host', { 'gitlab.com/user_login': 'mona' }, []],
  ['what is no name', { 'github.com/user-login': 'mona; rm' }, []],
  ['nobody', {}, []],
])(
  'asks the owner of a service who is %s',
  async (_, annotations, expected) => {
    const options = {
      catalog: inMemoryCatalog([owner(annotations)]),
      auth: mockAuth(),
      logger: mockLogger(),
    };
    expect(
      await ownerReviewers('group:default/payments', GITHUB, options),
    ).toEqual(expected);
    expect(await ownerReviewers('group:default/gone', GITHUB, options)).toEqual(
      [],
    );
  },
);

it('is no obstacle when the catalog does not answer', async () => {
  const catalog = inMemoryCatalog([]);
  jest.spyOn(catalog, 'getEntityByRef').mockRejectedValue(new Error('no'));
  expect(
    await ownerReviewers('group:default/payments', GITHUB, {
      catalog,
      auth: mockAuth(),
      logger: mockLogger(),
    }),
  ).toEqual([]);
});
