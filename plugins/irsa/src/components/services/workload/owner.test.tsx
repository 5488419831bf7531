import { screen } from '@testing-library/react';
import { workloadFixture } from '../../../testing/workloadFixtures';
import { renderPage } from '../../../testing/renderPage';
import { ServicesRouter } from '../ServicesRouter';

const PATH = '/irsa/services';
const PAGE = `${PATH}/production/production/Deployment/test`;

function render(workload: ReturnType<typeof workloadFixture>) {
  renderPage(<ServicesRouter />, {
    path: PAGE,
    routes: {
      'GET /workloads/*': () => ({
        body: workload,
      }),
    },
  });
}

describe('the owner on the page of a service', () => {
  it('comes with its evidence', async () => {
    render(
      workloadFixture({
        ownerRef: 'group:default/payments',
        ownerEvidence: 'label team: payments of namespace production',
      }),
    );
    expect(
      await screen.findByText('label team: payments of namespace production'),
    ).toBeInTheDocument();
  });

  it('is not known where claims differ, and says why', async () => {
    render(
      workloadFixture({
        ownerRef: undefined,
        ownerDoubt:
          'Several claim it: group:default/a by x; group:default/b by y',
      }),
    );
    expect(await screen.findByText(/^Several claim it/)).toBeInTheDocument();
    expect(screen.getByText('Not known')).toBeInTheDocument();
    expect(screen.getByText('not known')).toBeInTheDocument();
    expect(screen.queryByText('no owner')).not.toBeInTheDocument();
  });

  it('is not known yet while the catalog fills, and says so', async () => {
    render(
      workloadFixture({
        ownerRef: undefined,
        ownerDoubt: 'The catalog had just started when it was read',
        isOwnerPending: true,
      }),
    );
    expect(await screen.findByText('not known yet')).toBeInTheDocument();
    expect(
      screen.getByText('The catalog had just started when it was read'),
    ).toBeInTheDocument();
    expect(screen.queryByText('no owner')).not.toBeInTheDocument();
  });

  it('is nobody where everything was read', async () => {
    render(workloadFixture({ ownerRef: undefined }));
    expect(await screen.findByText('no owner')).toBeInTheDocument();
  });

  it('counts services that share the key and may not be seen', async () => {
    const workload = workloadFixture();
    const [key] = workload.keys;
    render({
      ...workload,
      keys: [{ ...key, sharedWith: [], sharedWithHidden: 2 }],
    });
    expect(
      await screen.findByText('2 services that you may not see'),
    ).toBeInTheDocument();
  });
});
