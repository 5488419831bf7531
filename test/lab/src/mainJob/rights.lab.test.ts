/**
 * The rights with which the portal does the main job on the lab: those of docs/manifests, and each of them is needed.
 */
import { makeTeam } from './__testUtils__/makeTeam';
import { until } from './__testUtils__/until';
import { useLab } from './__testUtils__/useLab';

jest.setTimeout(900_000);

const MIGRATOR = 'irsa-portal-migrator';

describe("the portal's rights on the lab", () => {
  const use = useLab();

  it.each<[boolean, string]>([
    [true, 'list deployments.apps'],
    [true, 'patch deployments.apps'],
    [true, 'create serviceaccounts --subresource=token'],
    [false, '* *'],
    [false, 'update deployments.apps'],
    [false, 'delete deployments.apps'],
    [true, 'delete pods'],
    [false, 'create pods --subresource=exec'],
    [false, 'create secrets'],
    [false, 'create clusterrolebindings.rbac.authorization.k8s.io'],
    [false, 'impersonate users'],
  ])('%s: %s', async (expected, what) => {
    const { outside, portal } = use;
    expect(
      await outside.canI(
        portal.clusterToken,
        ...what.split(' '),
        '--all-namespaces',
      ),
    ).toBe(expected);
  });

  it('are narrowed by the documented admission policy', async () => {
    const { outside, portal } = use;
    const team = await makeTeam(outside);
    const asPortal = outside.as(portal.clusterToken);
    const token = (...options: string[]) =>
      asPortal('-n', team.namespace, 'create', 'token', 'test', ...options);
    const pod = (...options: string[]) =>
      asPortal(
        '-n',
        team.namespace,
        'run',
        'probe',
        '--image=x',
        '--restart=Never',
        ...options,
      );
    // The API server takes some seconds to enforce a policy that was just made.
    await until(
      () =>
        token('--duration=10m').then(
          () => 'granted',
          ({ message }) => String(message),
        ),
      answer => /tokens of AWS only/.test(answer),
    );
    await expect(
      token('--audience=sts.amazonaws.com', '--duration=2h'),
    ).rejects.toThrow(/at most 15 minutes/);
    await expect(
      token('--audience=sts.amazonaws.com', '--duration=10m'),
    ).resolves.toMatch(/^ey/);
    await expect(pod()).rejects.toThrow(/dry run only/);
    await expect(pod('--dry-run=server')).resolves.toMatch(/probe/);
  });

  it('plans, but starts nothing, without the right to change workloads', async () => {
    const { outside, portal } = use;
    const team = await makeTeam(outside);
    const before = await outside.deployment(team);
    await outside.kubectl('delete', 'clusterrolebinding', MIGRATOR);
    try {
      const plan = await portal.plan(team);
      expect(plan.status).toBe('blocked');
      const words = plan.checks
        .filter(({ state }) => state === 'blocked')
        .map(({ message }) => message)
        .join(' ');
      expect(words).toMatch(/patch/);
      await expect(portal.start(plan)).rejects.toThrow(/400/);
      expect(await outside.deployment(team)).toEqual(before);
    } finally {
      await portal.grant();
    }
    const { id } = await portal.start(await portal.plan(team));
    expect((await portal.settled(id)).status).toBe('soaking');
  });
});
