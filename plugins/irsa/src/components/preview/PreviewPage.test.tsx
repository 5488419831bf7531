import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { previewFixture } from '../../testing/accessFixtures';
import { renderPage } from '../../testing/renderPage';
import { PreviewPage } from './PreviewPage';
import { curlCommand } from './curlCommand';

const PATH = '/irsa/preview?workload=production/production/Deployment/test';

describe('preview', () => {
  it('says first whether it is the same, and why not', async () => {
    const { requests } = renderPage(<PreviewPage />, { path: PATH });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    expect(
      await screen.findByText(/Not the same: GET works with the key/),
    ).toBeInTheDocument();
    expect(
      screen.getByText('No statement of the role allows s3:GetObject'),
    ).toBeInTheDocument();
    expect(screen.getByText(/not from AWS/)).toBeInTheDocument();
    expect(requests.find(item => item.path === '/previews')?.body).toEqual({
      workload: {
        cluster: 'production',
        namespace: 'production',
        kind: 'Deployment',
        name: 'test',
      },
      bucket: 'profile-images',
      key: 'irsa-probe/probe.txt',
      methods: ['HEAD', 'GET'],
      expirySeconds: 60,
    });
  });

  it('keeps a link hidden until it is revealed, and wipes it at its end', async () => {
    renderPage(<PreviewPage />, {
      path: PATH,
      routes: {
        'POST /previews': () => {
          const preview = previewFixture();
          preview.sides[0].probes[0].expiresAt = new Date(
            Date.now() + 3000,
          ).toISOString();
          return { status: 201, body: preview };
        },
      },
    });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    const reveal = await screen.findByRole('button', {
      name: 'Reveal link: HEAD Before: static key',
    });
    expect(document.body.innerHTML).not.toContain('X-Amz-Signature=');
    await userEvent.click(reveal);
    expect(
      await screen.findByText(/X-Amz-Signature=canary/),
    ).toBeInTheDocument();

    expect(await screen.findByText('Expired')).toBeInTheDocument();
    await waitFor(() =>
      expect(document.body.innerHTML).not.toContain('X-Amz-Signature='),
    );
    expect(
      screen.getByRole('button', { name: 'Sign again' }),
    ).toBeInTheDocument();
  });

  it('quotes links for the shell', () => {
    expect(curlCommand('HEAD', "https://a/b?c=1&d='x'")).toBe(
      `curl -sS -I 'https://a/b?c=1&d='\\''x'\\'''`,
    );
  });
});
