import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  previewFixture,
  previewLinkFixture,
  usedServicesFixture,
} from '../../testing/accessFixtures';
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
            Date.now() + 60_000,
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

    const later = Date.now() + 61_000;
    const clock = jest.spyOn(Date, 'now').mockReturnValue(later);
    await waitFor(() =>
      expect(
        screen.getByRole('timer', {
          name: 'Valid for: HEAD Before: static key',
        }),
      ).toHaveTextContent('Expired'),
    );
    clock.mockRestore();
    await waitFor(() =>
      expect(document.body.innerHTML).not.toContain('X-Amz-Signature='),
    );
    expect(
      screen.getAllByRole('button', { name: 'Sign again' }).length,
    ).toBeGreaterThan(0);
  });

  it('says where PUT writes, to those who want it', async () => {
    renderPage(<PreviewPage />, { path: PATH });
    const put = await screen.findByRole('checkbox', { name: 'PUT' });
    expect(screen.queryByText(/^PUT writes only below/)).toBeNull();
    await userEvent.click(put);
    expect(screen.getByText(/^PUT writes only below irsa-probe/)).toBeVisible();
  });

  it('says for what a link is asked each time, so that each use is known', async () => {
    const { requests } = renderPage(<PreviewPage />, { path: PATH });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Compare' }),
    );
    for (const use of ['Reveal link', 'Copy curl', 'QR code']) {
      await userEvent.click(
        await screen.findByRole('button', {
          name: `${use}: HEAD Before: static key`,
        }),
      );
    }
    await waitFor(() =>
      expect(
        requests
          .filter(({ path }) => path.endsWith('/reveal'))
          .map(({ body }) => body),
      ).toEqual([
        { purpose: 'reveal' },
        { purpose: 'curl' },
        { purpose: 'qr' },
      ]),
    );
  });

  it('shows reviewers who made and used links, and names of others as text only (in CI)', async () => {
    const { requests } = renderPage(<PreviewPage />, {
      path: PATH,
      routes: {
        'GET /previews/links': () => ({
          body: {
            items: [
              previewLinkFixture({
                key: 'irsa-probe/<img src=x onerror=alert(1)>',
                by: 'user:default/<script>x</script>',
              }),
            ],
          },
        }),
      },
    });
    const show = await screen.findByRole('button', {
      name: 'Show who made links for this service',
    });
    expect(requests.some(({ path }) => path === '/previews/links')).toBe(false);
    await userEvent.click(show);
    const table = await screen.findByRole('table', {
      name: 'Links that were made',
    });
    expect(table).toHaveTextContent('irsa-probe/<img src=x onerror=alert(1)>');
    expect(table).toHaveTextContent(/shown as QR code to user:default\/guest/);
    expect(table.querySelector('img, script')).toBeNull();
  });

  it('asks the server for services that the first page does not have (in CI)', async () => {
    const { requests } = renderPage(<PreviewPage />, { path: '/irsa/preview' });
    await userEvent.click(
      await screen.findByRole('button', { name: /Service|Choose a service/ }),
    );
    await userEvent.type(await screen.findByRole('searchbox'), 'thumb');
    await waitFor(() =>
      expect(
        requests.some(
          ({ path, query }) =>
            path === '/workloads' && query?.get('q') === 'thumb',
        ),
      ).toBe(true),
    );
  });

  it('asks AWS what the key was used for when somebody wants to know, and says what the role lacks', async () => {
    const { requests } = renderPage(<PreviewPage />, {
      path: `${PATH}&plan=plan-7`,
      routes: {
        'GET /previews/used-services': () => ({
          body: usedServicesFixture({
            used: [
              {
                ...usedServicesFixture().used[0],
                verdict: 'less',
                missing: [
                  { action: 's3:put*', resource: 'arn:aws:s3:::photos/*' },
                ],
              },
            ],
            unused: ['sqs'],
            smaller: { document: '{ "Statement": [] }', removed: ['sqs:*'] },
          }),
        }),
      },
    });
    const asked = () =>
      requests.filter(({ path }) => path === '/previews/used-services');
    const ask = await screen.findByRole('button', { name: 'Ask AWS' });
    expect(asked()).toEqual([]);
    await userEvent.click(ask);
    const table = await screen.findByRole('table', {
      name: 'What the key was really used for',
    });
    expect(table).toHaveTextContent(
      /Amazon S3 \(s3\).*Not all of it allowed.*s3:put\* on arn:aws:s3:::photos\/\* is missing/,
    );
    expect(asked()[0].query?.get('planId')).toBe('plan-7');
    expect(screen.getByText(/Never used.*: sqs\./)).toBeVisible();
    expect(
      screen.getByText('A smaller policy, without sqs:*'),
    ).toBeInTheDocument();
  });

  it('has harmless calls made when somebody wants them, and tells them from what the policies say', async () => {
    const queue = 'arn:aws:sqs:eu-west-1:111122223333:orders';
    let isGranted = false;
    const { requests } = renderPage(<PreviewPage />, {
      path: PATH,
      routes: {
        'GET /previews/used-services': () => ({
          body: usedServicesFixture({ mayCall: true }),
        }),
        'POST /previews/used-calls': () => ({
          body: {
            at: '2026-11-29T10:00:00.000Z',
            limits: 'Of the answers nothing is kept.',
            left: 2,
            items: [
              {
                action: 'sqs:GetQueueAttributes',
                resource: queue,
                key: { simulated: 'allowed', called: 'allowed' },
                role: {
                  simulated: 'notKnown',
                  called: 'denied',
                  code: 'AccessDeniedException',
                },
                verdict: isGranted ? 'same' : 'less',
              },
            ],
          },
        }),
      },
    });
    await userEvent.click(
      await screen.findByRole('button', { name: 'Ask AWS' }),
    );
    const make = await screen.findByRole('button', { name: 'Make the calls' });
    const made = () =>
      requests.filter(({ path }) => path === '/previews/used-calls');
    expect(made()).toEqual([]);
    await userEvent.click(make);
    const table = await screen.findByRole('table', {
      name: 'Harmless calls with key and role',
    });
    expect(table).toHaveTextContent(
      /orders.*Called: allowed.*By the policies: allowed.*Called: denied \(AccessDeniedException\).*By the policies: not known.*The role may not/,
    );
    expect(screen.getByText(/^2 more calls were left out/)).toBeVisible();
    expect(screen.getByText(/^Not known by a call: s3\./)).toBeVisible();
    expect(made()[0].body).toEqual({
      workloadId: 'production/production/Deployment/test',
    });
    isGranted = true;
    await userEvent.click(
      screen.getByRole('button', { name: 'Make them again' }),
    );
    expect(await within(table).findByText('The same')).toBeVisible();
    expect(made()).toHaveLength(2);
    expect(table).not.toHaveTextContent('The role may not');
  });

  it('quotes links for the shell', () => {
    expect(curlCommand('HEAD', "https://a/b?c=1&d='x'")).toBe(
      `curl -sS -I 'https://a/b?c=1&d='\\''x'\\'''`,
    );
  });
});
