import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { AwsCode, Plan } from 'backstage-plugin-irsa-common';
import { errorAnswer } from '../../testing/fakeApi';
import { planFixture } from '../../testing/migrationFixtures';
import { renderPage } from '../../testing/renderPage';
import { MigrationsRouter } from '../migration/MigrationsRouter';

const CODE: AwsCode = {
  form: 'terraform',
  files: [{ path: 'irsa-production-test.tf', content: 'resource "a" {}\n' }],
  apply: 'Whoever applies this module: terraform apply.',
  left: ['The provider takes no tokens of this audience yet.'],
};
const ROUTE = 'GET /plans/plan-7/aws-code/terraform';

function open(answer: () => object, plan: Partial<Plan> = {}) {
  return renderPage(<MigrationsRouter />, {
    path: '/irsa/migrations/plans/plan-7',
    routes: {
      'GET /plans/plan-7': () => ({ body: planFixture(plan) }),
      [ROUTE]: () => answer() as { body: AwsCode },
      'GET /plans/plan-7/aws-code/eksctl': () => ({
        body: {
          form: 'eksctl',
          files: [],
          left: [],
          problem: 'eksctl makes roles without a path only.',
        },
      }),
    },
  });
}

async function choose(name: string) {
  await userEvent.click(
    await screen.findByRole('button', { name: /Written for/ }),
  );
  await userEvent.click(await screen.findByRole('option', { name }));
}

describe('AWS as code', () => {
  it('shows the files of the chosen tool, and who has to apply them', async () => {
    const { requests } = open(() => ({ body: CODE }));
    expect(
      await screen.findByRole('heading', { name: 'AWS as code' }),
    ).toBeInTheDocument();
    expect(requests.some(({ path }) => path.includes('aws-code'))).toBe(false);

    await choose('Terraform or OpenTofu');

    const file = await screen.findByRole('region', {
      name: 'irsa-production-test.tf',
    });
    expect(within(file).getByText('resource "a" {}')).toBeInTheDocument();
    expect(screen.getByText(CODE.apply!)).toBeInTheDocument();
    expect(screen.getByText(CODE.left[0])).toBeInTheDocument();
  });

  it('says that code makes the role, and why, and that a migration waits for it', async () => {
    open(() => ({ body: CODE }), {
      awsHalf: {
        madeBy: 'code',
        evidence: 'Setting irsa.migration.awsHalf.',
      },
    });

    expect(
      await screen.findByRole('heading', {
        name: 'AWS as code: code makes the role here',
      }),
    ).toBeInTheDocument();
    expect(
      screen.getByText(
        /^Setting irsa\.migration\.awsHalf\. .*the migration waits/,
      ),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('heading', { name: 'AWS as code' }),
    ).not.toBeInTheDocument();

    await choose('Terraform or OpenTofu');

    expect(
      await screen.findByRole('region', { name: 'irsa-production-test.tf' }),
    ).toBeInTheDocument();
  });

  it('gives a file to the browser', async () => {
    const made: Blob[] = [];
    const before = { ...URL };
    URL.createObjectURL = blob => {
      made.push(blob as Blob);
      return 'blob:made';
    };
    URL.revokeObjectURL = () => {};
    // jsdom cannot go anywhere.
    const click = jest
      .spyOn(HTMLAnchorElement.prototype, 'click')
      .mockImplementation(() => {});
    try {
      open(() => ({ body: CODE }));
      await choose('Terraform or OpenTofu');

      await userEvent.click(
        await screen.findByRole('button', {
          name: 'Download irsa-production-test.tf',
        }),
      );

      expect(made).toEqual([expect.objectContaining({ size: 16 })]);
      expect(click.mock.contexts).toEqual([
        expect.objectContaining({ download: 'irsa-production-test.tf' }),
      ]);
    } finally {
      URL.createObjectURL = before.createObjectURL;
      URL.revokeObjectURL = before.revokeObjectURL;
      click.mockRestore();
    }
  });

  it('says why a tool cannot make what was planned', async () => {
    open(() => ({ body: CODE }));

    await choose('eksctl');

    expect(
      await screen.findByText('eksctl makes roles without a path only.'),
    ).toBeInTheDocument();
    expect(
      screen.queryByRole('button', { name: /^Download/ }),
    ).not.toBeInTheDocument();
  });

  it('says that the files could not be made', async () => {
    open(() => errorAnswer(409, 'This plan cannot be carried out.'));

    await choose('Terraform or OpenTofu');

    expect(
      await screen.findByText(/This plan cannot be carried out/),
    ).toBeInTheDocument();
  });

  it('is not offered where nothing can be carried out', async () => {
    open(() => ({ body: CODE }), { commands: undefined, status: 'blocked' });

    await screen.findByText('What you can take back');
    await waitFor(() =>
      expect(
        screen.queryByRole('heading', { name: 'AWS as code' }),
      ).not.toBeInTheDocument(),
    );
  });
});
