import { cleanup, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { TrustChange } from 'backstage-plugin-irsa-common';
import { roleFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { TrustRouter } from './TrustRouter';

describe('trust', () => {
  it('lists roles with verdict', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust' });

    expect(
      await screen.findByRole('link', { name: 'oidc-role' }),
    ).toHaveAttribute('href', '/irsa/trust/111122223333/oidc-role');
    expect(screen.getByRole('rowheader', { name: 'oidc-role' })).toBeVisible();
    expect(screen.getByText('Dangerous')).toBeInTheDocument();
    expect(screen.getByText('Open')).toBeInTheDocument();
    expect(screen.getByText('AWS accounts')).toBeInTheDocument();
    expect(screen.getByText('1 of 1 read')).toBeInTheDocument();
  });

  it.each([
    ['exact', 'Safe'],
    ['bounded', 'Limited'],
    ['dead', 'Lets nobody in'],
    ['notUnderstood', 'Not understood'],
  ] as const)(
    'says of a role without a fault, whose reach is %s: %s',
    async (reach, word) => {
      renderPage(<TrustRouter />, {
        path: '/irsa/trust',
        routes: {
          'GET /roles': () => ({
            body: {
              items: [roleFixture({ verdict: 'safe', reach, findings: [] })],
              accounts: [],
            },
          }),
        },
      });
      const row = await screen.findByRole('row', { name: /oidc-role/ });
      expect(within(row).getAllByText(word)[0]).toBeInTheDocument();
      expect(within(row).queryAllByText('Safe')).toHaveLength(
        reach === 'exact' ? 1 : 0,
      );
    },
  );

  it.each([
    [['ok'], 'There is no role to review.'],
    [['ok', 'denied'], /^Not known: not every AWS account was read/],
    [['denied'], 'Not known: no AWS account was read.'],
  ])(
    'without roles it says none only where accounts %j were read',
    async (states, sentence) => {
      renderPage(<TrustRouter />, {
        path: '/irsa/trust',
        routes: {
          'GET /roles': () => ({
            body: {
              items: [],
              accounts: states.map((state, at) => ({
                accountId: `11112222333${at}`,
                state,
              })),
            },
          }),
        },
      });
      expect(await screen.findByText(sentence)).toBeInTheDocument();
    },
  );

  it('says what is not known of who gets in (in CI)', async () => {
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /roles/*': () => ({
          body: roleFixture({
            reach: 'notUnderstood',
            reachReason: 'IAM refuses the policy: the text is no JSON.',
            ways: [],
          }),
        }),
      },
    });

    expect(
      await screen.findByText(/^The policy was not understood.*no JSON\.$/),
    ).toBeInTheDocument();
  });

  it('shows findings with their fix, and the policy', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust/111122223333/oidc-role' });

    expect(
      await screen.findByText(/Add a condition on sub/),
    ).toBeInTheDocument();
    expect(
      screen.getByText(/^Anyone who has such a token/),
    ).toBeInTheDocument();
    const ways = within(screen.getByRole('list', { name: 'Ways in' }));
    expect(ways.getByText('every subject')).toBeInTheDocument();
    expect(ways.getByText(/^2 ServiceAccounts get in now/)).toBeInTheDocument();
    expect(ways.getByText('shop/orders')).toBeInTheDocument();
    const drawing = screen.getByRole('img', {
      name: 'One way to become oidc-role, as in the list below',
    });
    expect(drawing.querySelectorAll('rect')).toHaveLength(5);
    expect(document.getElementById(drawing.getAttribute('aria-details')!)).toBe(
      screen.getByRole('list', { name: 'Ways in' }),
    );
    const policy = screen.getByRole('region', { name: 'Text of the policy' });
    expect(policy).toHaveTextContent('{"Statement": [{ "Effect": "Allow" }]}');
    expect(policy.querySelector('mark')).toHaveTextContent(
      /^"Effect": "Allow"$/,
    );
  });

  it('marks the reason of the finding that is to be shown (in CI)', async () => {
    renderPage(<TrustRouter />, { path: '/irsa/trust/111122223333/oidc-role' });

    await userEvent.click(
      await screen.findByRole('button', {
        name: 'Show the reason of sub-missing in the policy',
      }),
    );
    const [mark] = screen
      .getByRole('region', { name: 'Text of the policy' })
      .querySelectorAll('mark');
    expect(mark).toHaveClass('shown');
    expect(mark).toHaveAttribute(
      'title',
      'Any pod of the cluster may assume the role',
    );
  });

  const proposal = {
    policy: '{"Statement": []}',
    rules: ['sub-missing'],
    effect: { removed: ['shop/orders'], kept: ['shop/cart'], added: [] },
    breaks: [],
  };

  it.each([
    [
      { keptBy: 'Terraform', source: 'https://git.example.com/shop/aws' },
      'Propose the policy where Terraform takes it from?',
    ],
    [{}, 'Propose the policy in the source of the role?'],
  ])(
    'asks for the source of a role of which tags say %j',
    async (kept, title) => {
      renderPage(<TrustRouter />, {
        path: '/irsa/trust/111122223333/oidc-role',
        routes: {
          'GET /roles/*': () => ({ body: roleFixture({ proposal, ...kept }) }),
          'GET /roles/111122223333/oidc-role/changes': () => ({
            body: { items: [] },
          }),
        },
      });
      await userEvent.click(
        await screen.findByRole('button', { name: 'Open change request…' }),
      );
      const dialog = within(await screen.findByRole('dialog', { name: title }));
      expect(
        dialog.getByRole('textbox', { name: /^Repository or folder/ }),
      ).toHaveValue('source' in kept ? kept.source : '');
    },
  );

  it('opens a change request where ACK or Crossplane keeps the role', async () => {
    const { requests } = renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /roles/*': () => ({
          body: roleFixture({ proposal, keptBy: 'Crossplane' }),
        }),
        'GET /roles/111122223333/oidc-role/changes': () => ({
          body: { items: [] },
        }),
        'POST /roles/111122223333/oidc-role/change-requests': () => ({
          status: 201,
          body: {
            state: 'open',
            url: 'https://git.example.com/shop/aws/pull/1',
            branch: 'irsa/trust-1',
            path: 'aws/role.yaml',
          },
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Open change request…' }),
    );
    const dialog = within(await screen.findByRole('dialog'));
    const open = dialog.getByRole('button', { name: 'Open change request' });
    await userEvent.type(
      dialog.getByRole('textbox', { name: /^Reason/ }),
      'The review asked for it.',
    );
    // It is not said yet where.
    expect(open).toBeDisabled();
    await userEvent.type(
      dialog.getByRole('textbox', { name: /^Repository or folder/ }),
      'https://git.example.com/shop/aws',
    );
    await userEvent.click(open);
    expect(
      await screen.findByRole('link', {
        name: 'Change request for aws/role.yaml',
      }),
    ).toHaveAttribute('href', 'https://git.example.com/shop/aws/pull/1');
    expect(
      requests.find(({ path }) => path.endsWith('/change-requests'))?.body,
    ).toEqual({
      policyHash: 'a'.repeat(64),
      policy: proposal.policy,
      reason: 'The review asked for it.',
      source: 'https://git.example.com/shop/aws',
    });
  });

  it('applies the proposal that it shows, with a reason, and takes it back', async () => {
    const items: TrustChange[] = [];
    const made: TrustChange = {
      id: 'c-1',
      state: 'written',
      before: '{}',
      after: proposal.policy,
      effect: proposal.effect,
      rules: proposal.rules,
      reason: 'The review asked for it.',
      madeBy: 'user:default/anna',
      madeAt: '2026-11-29T08:00:00.000Z',
    };
    const { requests } = renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /roles/111122223333/oidc-role': () => ({
          body: roleFixture({ proposal }),
        }),
        'GET /roles/111122223333/oidc-role/changes': () => ({
          body: { items: [...items] },
        }),
        'POST /roles/111122223333/oidc-role/changes': () => {
          items.push(made);
          return { status: 201, body: made };
        },
        'POST /roles/111122223333/oidc-role/changes/c-1/rollback': () => {
          items.unshift({ ...made, id: 'c-2', takesBack: 'c-1' });
          return { status: 201, body: items[0] };
        },
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Apply…' }),
    );
    const dialog = await screen.findByRole('dialog');
    expect(within(dialog).getByText('shop/orders')).toBeVisible();
    expect(within(dialog).getByText('Nobody gets access.')).toBeVisible();
    const confirm = within(dialog).getByRole('button', { name: 'Apply' });
    expect(confirm).toBeDisabled();
    await userEvent.type(
      within(dialog).getByRole('textbox', { name: /Reason/ }),
      'The review asked for it.',
    );
    await userEvent.click(confirm);
    expect(await screen.findByText('Written')).toBeVisible();
    expect(requests.find(({ method }) => method === 'POST')?.body).toEqual({
      policyHash: 'a'.repeat(64),
      policy: proposal.policy,
      reason: 'The review asked for it.',
    });
    await userEvent.click(screen.getByRole('button', { name: 'Roll back…' }));
    const back = await screen.findByRole('dialog');
    expect(within(back).getByText('One gets access:')).toBeVisible();
    await userEvent.type(
      within(back).getByRole('textbox', { name: /Reason/ }),
      'It was needed after all.',
    );
    await userEvent.click(
      within(back).getByRole('button', { name: 'Roll back' }),
    );
    expect(await screen.findByText(/^Rolled back by/)).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Roll back…' })).toBeNull();
  });

  it('says what is needed to apply to who may only look, and does not offer what would break somebody', async () => {
    const routes = (breaks: string[]) => ({
      'GET /roles/111122223333/oidc-role': () => ({
        body: roleFixture({ proposal: { ...proposal, breaks } }),
      }),
    });
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: routes([]),
      denied: ['irsa.trust-policy.apply'],
    });
    // The answer about the right may come after the button.
    expect(
      await screen.findByText(/Needed: irsa.trust-policy.apply/),
    ).toBeVisible();
    expect(screen.getByRole('button', { name: 'Apply…' })).toBeDisabled();
    cleanup();
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: routes(['shop/orders']),
    });
    expect(
      await screen.findByRole('button', { name: 'Apply…' }),
    ).toBeDisabled();
    expect(screen.getByText(/would lose it, so it cannot/)).toBeVisible();
  });

  it.each([
    [{ keptBy: 'Terraform' }, /Terraform manages it.*let Terraform apply it/],
    [{ ours: true }, /A migration of this portal made this role/],
  ])(
    'does not offer to change a role of which it knows %j, and says what to do instead',
    async (kept, words) => {
      renderPage(<TrustRouter />, {
        path: '/irsa/trust/111122223333/oidc-role',
        routes: {
          'GET /roles/111122223333/oidc-role': () => ({
            body: roleFixture({ proposal, ...kept }),
          }),
        },
      });
      expect(await screen.findByText(words)).toBeVisible();
      expect(screen.getByRole('button', { name: 'Apply…' })).toBeDisabled();
    },
  );

  it('says what a role can become next, as far as it was read (in CI)', async () => {
    const { requests } = renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /reachable-roles': () => ({
          body: {
            items: [
              {
                arn: 'arn:aws:iam::111122223333:role/next',
                name: 'next',
                accountId: '111122223333',
                steps: 1,
                certainty: 'certain',
                lastStep: { restsOn: 'bothPolicies', certainty: 'certain' },
                may: {
                  level: 'write',
                  services: ['s3'],
                  buckets: ['photos'],
                  escalations: [],
                  conditional: false,
                },
              },
              {
                arn: 'arn:aws:iam::444455556666:role/far',
                name: 'far',
                accountId: '444455556666',
                via: 'arn:aws:iam::111122223333:role/next',
                steps: 2,
                certainty: 'notKnown',
                lastStep: { restsOn: 'trustPolicy', certainty: 'notKnown' },
              },
            ],
            hidden: 2,
            accounts: [{ accountId: '777788889999', state: 'denied' }],
          },
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Look for roles' }),
    );
    const next = await screen.findByRole('row', { name: /^next/ });
    expect(next).toHaveTextContent(
      'oidc-role → nextThe trust policy of next lets oidc-role in, and the policies of oidc-role allow it.CertainCan write. Services: s3. Buckets: photos',
    );
    expect(screen.getByRole('row', { name: /^far/ })).toHaveTextContent(
      'oidc-role → next → farThe trust policy of next lets oidc-role in, and the policies of oidc-role allow it.The trust policy of far lets next in. Whether a policy of next refuses it was not read.Not knownNot read',
    );
    expect(
      screen.getByText('2 more roles, which you may not see.'),
    ).toBeVisible();
    expect(
      screen.getByText(/^Not read in full: 777788889999 \(denies access\)\./),
    ).toBeVisible();
    const asked = requests.find(({ path }) => path === '/reachable-roles')!;
    expect(asked.query.get('roleArn')).toBe(
      'arn:aws:iam::111122223333:role/oidc-role',
    );
  });

  it('saves the evidence of a role, and the list with its filter (in CI)', async () => {
    const saved: string[] = [];
    jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(function save(this: HTMLAnchorElement) {
        saved.push(this.download);
      });
    URL.createObjectURL = () => 'blob:x';
    URL.revokeObjectURL = () => {};
    const routes = {
      'GET /roles/111122223333/oidc-role/evidence': () => ({ body: 'PK' }),
      'GET /role-exports/*': () => ({ body: 'account,role' }),
    };
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export evidence' }),
    );
    await waitFor(() =>
      expect(saved).toEqual(['trust-evidence-oidc-role.zip']),
    );
    cleanup();
    const { requests } = renderPage(<TrustRouter />, {
      path: '/irsa/trust',
      routes,
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Export' }),
    );
    await userEvent.click(
      await screen.findByRole('menuitem', { name: 'SARIF' }),
    );
    await waitFor(() => expect(saved).toContain('trust-review.sarif'));
    expect(requests.some(({ path }) => path === '/role-exports/sarif')).toBe(
      true,
    );
    jest.restoreAllMocks();
  });

  it('shows names and policies as text, whatever they hold (in CI)', async () => {
    const attack =
      '<img src=x onerror="window.hurt=1"><script>window.hurt=1</script>';
    const text = JSON.stringify({ Version: attack });
    renderPage(<TrustRouter />, {
      path: '/irsa/trust/111122223333/oidc-role',
      routes: {
        'GET /roles/*': () => ({
          body: roleFixture({
            name: attack,
            subjects: [attack],
            trustPolicyJson: text,
            findings: [
              {
                ruleId: 'parse-error',
                severity: 'high',
                message: attack,
                fix: attack,
                evidence: [{ start: 0, end: text.length + 100 }],
              },
            ],
          }),
        }),
      },
    });

    const policy = await screen.findByRole('region', {
      name: 'Text of the policy',
    });
    expect(policy.textContent).toBe(text);
    expect(document.querySelector('img, main script')).toBeNull();
    expect(window).not.toHaveProperty('hurt');
  });
});
