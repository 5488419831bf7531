import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Preview, PreviewSide, Probe } from 'backstage-plugin-irsa-common';
import { previewFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { PreviewPage } from './PreviewPage';

const PATH = '/irsa/preview?workload=production/production/Deployment/test';

type Answer = Pick<Probe, 'outcome' | 'status' | 'code' | 'why'>;
const works: Answer = { outcome: 'allowed', status: 200 };
const denied: Answer = {
  outcome: 'denied',
  status: 403,
  code: 'AccessDenied',
  why: ['No statement allows it'],
};
const missing: Answer = {
  outcome: 'error',
  status: 404,
  code: 'NoSuchKey',
  why: ['The object is not there'],
};
const keyOff: Answer = {
  outcome: 'denied',
  status: 403,
  code: 'InvalidAccessKeyId',
};

async function compare(
  verdict: Preview['verdict'],
  answers: Record<PreviewSide['identity'], Answer[]>,
) {
  const preview = previewFixture({
    verdict,
    differences: [],
    sides: (['key', 'role'] as const).map(identity => ({
      identity,
      state: 'ok',
      probes: answers[identity].map((answer, index) => ({
        method: (['HEAD', 'GET'] as const)[index],
        ...answer,
      })),
    })),
  });
  renderPage(<PreviewPage />, {
    path: PATH,
    routes: { 'POST /previews': () => ({ status: 201, body: preview }) },
  });
  await userEvent.click(await screen.findByRole('button', { name: 'Compare' }));
}

describe('the verdict of a preview', () => {
  it('says that both work', async () => {
    await compare('same', { key: [works, works], role: [works, works] });
    expect(await screen.findByText('Same (2 of 2)')).toBeInTheDocument();
    expect(screen.getByText(/^Key and role both work\./)).toBeInTheDocument();
  });

  it.each([
    ['denied', denied, 'Why GET was denied (After: role)'],
    ['not found', missing, 'Why GET found nothing (After: role)'],
  ])(
    'does not take it for good news that both are %s',
    async (_, answer, why) => {
      await compare('same', {
        key: [answer, answer],
        role: [answer, answer],
      });
      expect(
        await screen.findByText('Neither works (2 of 2 calls)'),
      ).toBeInTheDocument();
      expect(screen.getByText(/no call works/)).toBeInTheDocument();
      expect(screen.queryByText(/^Same/)).not.toBeInTheDocument();
      expect(screen.getByRole('heading', { name: why })).toBeInTheDocument();
    },
  );

  it('counts what works for neither', async () => {
    await compare('same', { key: [works, denied], role: [works, denied] });
    expect(
      await screen.findByText(/1 of the calls work for both, 1 for neither\./),
    ).toBeInTheDocument();
  });

  it('says that the role works when the key is off', async () => {
    await compare('different', {
      key: [keyOff, keyOff],
      role: [works, works],
    });
    expect(
      await screen.findByText('The role works; the key is off (2 of 2 calls)'),
    ).toBeInTheDocument();
    expect(screen.queryByText(/Not the same/)).not.toBeInTheDocument();
  });

  it('does not call it wanted when the role fails too', async () => {
    await compare('different', {
      key: [keyOff, keyOff],
      role: [works, denied],
    });
    expect(await screen.findByText(/^Not the same/)).toBeInTheDocument();
  });

  it('says that a role that is not there yet was only simulated', async () => {
    const preview = previewFixture({
      verdict: 'incomplete',
      differences: [
        {
          method: 'GET',
          message: 'GET works with the key, and the plan does not allow it.',
          missingAction: 's3:GetObject',
          resource: 'arn:aws:s3:::profile-images/a.png',
        },
      ],
      sides: [
        { identity: 'key', state: 'ok', probes: [{ method: 'GET', ...works }] },
        {
          identity: 'role',
          state: 'simulated',
          reason: 'Nothing was sent.',
          probes: [{ method: 'GET', outcome: 'denied' }],
        },
      ],
    });
    const { requests } = renderPage(<PreviewPage />, {
      path: `${PATH}&plan=plan-1`,
      routes: { 'POST /previews': () => ({ status: 201, body: preview }) },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    expect(
      await screen.findByText(/^Simulated: GET works/),
    ).toBeInTheDocument();
    expect(screen.getByText('not allowed by the plan')).toBeInTheDocument();
    expect(screen.queryByText('Same (1 of 1)')).not.toBeInTheDocument();
    expect(
      screen.getByRole('button', { name: 'Add s3:GetObject to the plan' }),
    ).toBeInTheDocument();
    const sent = requests.find(({ method }) => method === 'POST');
    expect(sent?.body).toMatchObject({ planId: 'plan-1' });
  });
});
