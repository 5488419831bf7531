import { readSettings } from '../settings';
import { fluxPrograms, fluxProbes } from './fluxPrograms';

describe('the programs of Flux', () => {
  const settings = {
    ...readSettings({ LAB_PORT: '30000' }),
    directory: '/run/lab',
  };
  const programs = fluxPrograms(
    {
      'source-controller': '/cache/source-controller',
      'kustomize-controller': '/cache/kustomize-controller',
    },
    settings,
  );

  it.each(Object.values(programs))(
    '$name listens on loopback only, and keeps its data in the folder of the lab',
    ({ args, env }) => {
      const addresses = args.filter(each => /-addr=/.test(each));
      expect(addresses.length).toBeGreaterThan(2);
      addresses.forEach(each =>
        expect(each).toMatch(/=(0|127\.0\.0\.1:3000\d|127\.0\.0\.1:30010)?$/),
      );
      expect(env).toEqual({
        KUBECONFIG: '/run/lab/kubeconfig',
        RUNTIME_NAMESPACE: 'flux-system',
        TMPDIR: '/run/lab/flux/tmp',
      });
    },
  );

  it('are asked where they listen', () => {
    for (const [name, url] of Object.entries(fluxProbes(settings))) {
      const { args } = programs[name as keyof typeof programs];
      expect(args.join(' ')).toContain(`addr=${new URL(url).host}`);
    }
  });
});
