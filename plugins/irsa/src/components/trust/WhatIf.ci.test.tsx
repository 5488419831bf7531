import { fireEvent, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { roleFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

const HOST = 'oidc.example.com/id/production';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const policy = (operator: string, sub: string) =>
  JSON.stringify({
    Version: '2012-10-17',
    Statement: [
      {
        Effect: 'Allow',
        Principal: { Federated: PROVIDER },
        Action: 'sts:AssumeRoleWithWebIdentity',
        Condition: {
          [operator]: {
            [`${HOST}:sub`]: sub,
            [`${HOST}:aud`]: 'sts.amazonaws.com',
          },
        },
      },
    ],
  });
const WIDE = policy('StringLike', 'system:serviceaccount:shop:*');
const EXACT = policy('StringEquals', 'system:serviceaccount:shop:orders');

function show() {
  return renderPage(<TrustRouter />, {
    path: '/irsa/trust/111122223333/oidc-role',
    routes: {
      'GET /roles/*': () => ({
        body: roleFixture({
          trustPolicyJson: WIDE,
          proposal: {
            policy: EXACT,
            rules: ['sub-any-serviceaccount'],
            effect: {
              removed: ['shop/cart'],
              kept: ['shop/orders'],
              added: [],
            },
            breaks: [],
          },
          context: {
            now: '2030-06-15T12:00:00.000Z',
            accountId: '111122223333',
            providers: [
              {
                arn: PROVIDER,
                url: `https://${HOST}`,
                clientIds: ['sts.amazonaws.com'],
              },
            ],
            clusters: [{ name: 'production', issuer: `https://${HOST}` }],
          },
        }),
      }),
    },
  });
}

const answer = () => screen.getByRole('status', { name: 'Whether it gets in' });

describe('a change of a trust policy', () => {
  it('is proposed with what it does for whom', async () => {
    show();
    const panel = within(
      await screen.findByRole('region', { name: 'Proposed change' }),
    );
    expect(panel.getByText('sub-any-serviceaccount')).toBeInTheDocument();
    expect(panel.getByText('One loses access:')).toBeInTheDocument();
    expect(panel.getByText('shop/cart')).toBeInTheDocument();
    expect(panel.getByText('One keeps access:')).toBeInTheDocument();
    expect(panel.getByText('Nobody gets access.')).toBeInTheDocument();
    expect(panel.getByText(/^No ServiceAccount that names/)).toBeVisible();
  });

  it('is judged as one types', async () => {
    show();
    const text = await screen.findByRole('textbox', { name: 'Policy to try' });
    const said = screen.getByRole('status', {
      name: 'What the policy would do',
    });
    expect(said).toHaveTextContent(/^Risky/);

    fireEvent.change(text, { target: { value: EXACT } });
    expect(await within(said).findByText('Safe')).toBeInTheDocument();
    expect(said).toHaveTextContent(/Only those who are named here/);
    const ended = EXACT.replace(
      '"Condition":{',
      '"Condition":{"DateLessThan":{"aws:CurrentTime":"2030-06-01T00:00:00Z"},',
    );
    fireEvent.change(text, { target: { value: ended } });
    expect(await within(said).findByText('Broken')).toBeInTheDocument();
    expect(
      screen.getByText(/^The statement ended on 2030-06-01 00:00 UTC/),
    ).toBeInTheDocument();
    expect(
      screen.getByRole('heading', { name: 'Try who gets in' }),
    ).toBeVisible();
    fireEvent.change(text, { target: { value: '{' } });
    expect(await within(said).findByText(/the text is no JSON/)).toBeVisible();
    expect(said).toHaveTextContent(/^Broken/);
  });

  it('says whether a ServiceAccount gets in', async () => {
    show();
    const account = await screen.findByRole('textbox', {
      name: 'ServiceAccount',
    });
    await userEvent.type(account, 'bank/orders');
    expect(answer()).toHaveTextContent('Is refused No statement allows it.');
    await userEvent.clear(account);
    await userEvent.type(account, 'shop/orders');
    expect(answer()).toHaveTextContent(/^Gets in Statement 1 allows it/);
    expect(answer()).toHaveTextContent(/those are not read\.$/);
  });

  it('reads a token without sending it', async () => {
    const { requests } = show();
    const field = await screen.findByRole('textbox', {
      name: 'Or paste a token',
    });
    const before = requests.length;
    const payload = {
      iss: `https://${HOST}`,
      sub: 'system:serviceaccount:shop:orders',
      aud: ['vault'],
      exp: 1,
    };
    const token = ['e30', btoa(JSON.stringify(payload)), 'signature'].join('.');
    fireEvent.change(field, { target: { value: token } });
    expect(answer()).toHaveTextContent(/^Is refused.*the token is for vault/);
    expect(answer()).toHaveTextContent(/has expired/);

    fireEvent.change(field, { target: { value: 'nonsense' } });
    expect(answer()).toHaveTextContent(/^This is not a token/);
    expect(requests).toHaveLength(before);
    expect(
      JSON.stringify({ ...localStorage, ...sessionStorage }),
    ).not.toContain('signature');
  });
});
