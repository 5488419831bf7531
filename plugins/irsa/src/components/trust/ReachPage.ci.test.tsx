import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { ReachableRole } from 'backstage-plugin-irsa-common';
import { errorAnswer, FakeRoutes } from '../../testing/fakeApi';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

const ARN = 'arn:aws:iam::111122223333:role';
const role = (name: string, more: Partial<ReachableRole>): ReachableRole => ({
  arn: `${ARN}/${name}`,
  name,
  accountId: '111122223333',
  steps: 1,
  certainty: 'certain',
  lastStep: { restsOn: 'token', certainty: 'certain' },
  ...more,
});
const OK = [{ accountId: '111122223333', state: 'ok' }];
const PATH = '/irsa/trust/reach';
const ASKED = `${PATH}?from=repository&repository=acme/shop`;
const answer = (
  items: ReachableRole[],
  more: { hidden?: number; accounts?: { accountId: string; state: string }[] },
): FakeRoutes => ({
  'GET /reachable-roles': () => ({
    body: { items, hidden: 0, accounts: OK, ...more },
  }),
});
const open = (path: string, routes?: FakeRoutes) =>
  renderPage(<TrustRouter />, { path, routes });

describe('which roles somebody can become', () => {
  it('asks for a repository and its branch, and for nothing that is no name', async () => {
    const { requests } = open(
      PATH,
      answer([role('deploy', {})], { accounts: OK }),
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look for roles' }),
    );
    expect(
      screen.getByText(/^Write the owner and the name/),
    ).toBeInTheDocument();
    expect(screen.getByLabelText('Repository')).toBeInvalid();
    expect(requests).toEqual([]);
    await userEvent.type(screen.getByLabelText('Repository'), 'acme/shop');
    await userEvent.type(screen.getByLabelText('Only this branch'), 'main');
    await userEvent.click(
      screen.getByRole('button', { name: 'Look for roles' }),
    );
    const list = await screen.findByRole('region', {
      name: 'Roles that acme/shop (main) can assume',
    });
    expect(within(list).getByRole('link', { name: 'deploy' })).toHaveAttribute(
      'href',
      '/irsa/trust/111122223333/deploy',
    );
    expect(Object.fromEntries(requests[0].query)).toEqual({
      from: 'repository',
      repository: 'acme/shop',
      branch: 'main',
    });
  });

  it('answers the question of a shared link: each way, and what its steps rest on', async () => {
    const { requests } = open(
      `${PATH}?from=serviceAccount&account=eu/shop/api`,
      answer(
        [
          role('a', {}),
          role('b', {
            steps: 2,
            via: `${ARN}/a`,
            certainty: 'conditional',
            lastStep: { restsOn: 'bothPolicies', certainty: 'conditional' },
          }),
          role('far', {
            steps: 3,
            certainty: 'notKnown',
            lastStep: { restsOn: 'trustPolicy', certainty: 'notKnown' },
          }),
        ],
        { hidden: 1 },
      ),
    );
    expect(await screen.findByText('eu/shop/api → a → b')).toBeInTheDocument();
    const stepsTo = (name: string) =>
      within(screen.getByRole('list', { name: `Steps to ${name}` }))
        .getAllByRole('listitem')
        .map(({ textContent }) => textContent);
    expect(stepsTo('b')).toEqual([
      'The trust policy of a lets tokens of eu/shop/api in.',
      'The trust policy of b and the policies of a allow it, unless a condition or a permissions boundary refuses it.',
    ]);
    const drawing = screen.getByRole('img', {
      name: 'The ways from eu/shop/api to 3 roles, as in the table below',
    });
    expect(
      [...drawing.querySelectorAll('text')].map(
        ({ textContent }) => textContent,
      ),
    ).toEqual(['eu/shop/api', 'a', 'b', '…', 'far']);
    expect(screen.getByText('eu/shop/api → … → far')).toBeInTheDocument();
    expect(stepsTo('far')).toEqual([
      'First by roles that you may not see.',
      'The trust policy of far lets a role that you may not see in. Whether a policy of a role that you may not see refuses it was not read.',
    ]);
    expect(
      screen.getByText('One more role, which you may not see.'),
    ).toBeInTheDocument();
    expect(Object.fromEntries(requests[0].query)).toEqual({
      from: 'serviceAccount',
      cluster: 'eu',
      namespace: 'shop',
      name: 'api',
    });
  });

  it('refuses a link that names nobody, and asks nothing', async () => {
    const { requests } = open(`${PATH}?from=role&role=admin`);
    expect(
      await screen.findByText('Write the whole ARN of a role.'),
    ).toBeInTheDocument();
    expect(requests).toEqual([]);
  });

  it('shows that it loads', async () => {
    let finish = () => {};
    const wait = new Promise<void>(resolve => {
      finish = resolve;
    });
    open(ASKED, {
      'GET /reachable-roles': async () => {
        await wait;
        return { body: { items: [], hidden: 0, accounts: OK } };
      },
    });
    await screen.findByLabelText('Repository');
    expect(screen.queryByText(/^No role/)).toBeNull();
    finish();
    expect(
      await screen.findByText('None of the roles that were read.'),
    ).toBeInTheDocument();
  });

  it.each([
    ['none that was read', {}, ['None of the roles that were read.']],
    [
      'none that may be seen',
      { hidden: 2 },
      ['No role that you may see.', '2 more roles, which you may not see.'],
    ],
    [
      'not known, where no account was read',
      { accounts: [{ accountId: '9', state: 'denied' }] },
      [
        'Not known: the roles of no account were read.',
        'Not read in full: 9 (denies access). Which roles there can be assumed is not known.',
      ],
    ],
    [
      'not known, where there is no account',
      { accounts: [] },
      ['Not known: the roles of no account were read.'],
    ],
    [
      'none, and not known of the others',
      { accounts: [...OK, { accountId: '9', state: 'unreachable' }] },
      [
        'None of the roles that were read.',
        'Not read in full: 9 (does not answer). Which roles there can be assumed is not known.',
      ],
    ],
  ])('says %s', async (_, more, words) => {
    open(ASKED, answer([], more));
    const panel = await screen.findByRole('region', { name: /can assume$/ });
    expect(
      [...panel.querySelectorAll('p')].map(({ textContent }) => textContent),
    ).toEqual(words);
  });

  it('says an error and tries again', async () => {
    let isBroken = true;
    open(ASKED, {
      'GET /reachable-roles': () =>
        isBroken
          ? errorAnswer(503, 'The issuer of cluster eu was not read')
          : { body: { items: [role('deploy', {})], hidden: 0, accounts: OK } },
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'The issuer of cluster eu was not read',
    );
    isBroken = false;
    await userEvent.click(screen.getByRole('button', { name: /again|Retry/ }));
    expect(
      await screen.findByRole('link', { name: 'deploy' }),
    ).toBeInTheDocument();
  });

  it('says which right is missing', async () => {
    open(ASKED, {
      'GET /reachable-roles': () =>
        errorAnswer(403, 'no', { permission: 'irsa.trust-policy.read' }),
    });
    expect(await screen.findByRole('alert')).toHaveTextContent(
      'irsa.trust-policy.read',
    );
  });

  it('is found from the list of roles', async () => {
    open('/irsa/trust');
    expect(
      await screen.findByRole('link', { name: /^Which roles can/ }),
    ).toHaveAttribute('href', PATH);
  });
});
