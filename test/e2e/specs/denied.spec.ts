import { openServices } from '../support/mainJob';
import { signIn } from '../support/signIn';
import { expect, test } from '../support/test';

test.use({
  portalConfig: {
    auth: {
      providers: {
        guest: {
          userEntityRef: 'user:default/viewer',
          ownershipEntityRefs: ['user:default/viewer', 'group:default/viewers'],
        },
      },
    },
  },
});

test('who may only look sees everything, is told why, and sends nothing', async ({
  page,
}) => {
  const changes: string[] = [];
  page.on('request', request => {
    const isIrsa = request.url().includes('/api/irsa/');
    if (isIrsa && request.method() !== 'GET') {
      changes.push(request.url());
    }
  });

  await signIn(page, '/irsa');
  await openServices(page, '?q=test');
  const button = page.getByRole('button', {
    name: 'Review plan for production/test',
    exact: true,
  });

  await expect(button).toBeDisabled();
  await expect(button).toHaveAccessibleDescription(/irsa\.migration\.create/);
  expect(changes).toEqual([]);
});

test('the API refuses too', async ({ page, world }) => {
  let authorization: string | undefined;
  page.on('request', request => {
    if (request.url().includes('/api/irsa/')) {
      authorization = request.headers().authorization;
    }
  });
  await signIn(page, '/irsa');
  await openServices(page);
  expect(authorization).toBeDefined();

  const answer = await world.portal.request('/plans', {
    method: 'POST',
    headers: { authorization: authorization! },
    body: JSON.stringify({
      workload: {
        cluster: 'eks-prod-eu',
        namespace: 'production',
        kind: 'Deployment',
        name: 'test',
      },
    }),
  });

  expect(answer.status).toBe(403);
});
