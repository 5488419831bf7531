import { ConfigReader } from '@backstage/config';
import { pageLinks } from './pageLinks';
import { readIrsaConfig } from './readIrsaConfig';

const read = (data: {}) =>
  readIrsaConfig(new ConfigReader(data as never)).pagePath;
const extension = (value: unknown) => ({
  app: { extensions: ['page:catalog', { 'page:irsa': value }] },
});

it.each<[string, {}, string]>([
  ['nothing is set', {}, '/irsa'],
  ['irsa.pagePath is set', { irsa: { pagePath: '/aws/keys/' } }, '/aws/keys'],
  [
    'the page is mounted by app.extensions',
    extension({ config: { path: '/credentials' } }),
    '/credentials',
  ],
  [
    'both are set',
    {
      ...extension({ config: { path: '/credentials' } }),
      irsa: { pagePath: '/keys' },
    },
    '/keys',
  ],
  ['the page is the first of the portal', { irsa: { pagePath: '/' } }, ''],
  ['the extension is off', extension(false), '/irsa'],
  ['the extension has other settings', extension({ config: {} }), '/irsa'],
  [
    'the extension has no path of the portal',
    extension({ config: { path: '//elsewhere.example.com' } }),
    '/irsa',
  ],
])('when %s', (_, data, path) => {
  expect(read(data)).toBe(path);
});

it.each(['irsa', '//elsewhere.example.com', 'https://a.b/irsa', '/a/../b'])(
  'refuses %s',
  pagePath => {
    expect(() => read({ irsa: { pagePath } })).toThrow(
      `irsa.pagePath: '${pagePath}' is not a path in the portal, for example /irsa`,
    );
  },
);

it('links hang below the page', () => {
  const links = pageLinks(read({ irsa: { pagePath: '/aws/keys' } }));
  expect(links.migration('m-7')).toBe('/aws/keys/migrations/m-7');
  expect(links.servicesOf('group:default/shop')).toBe(
    '/aws/keys/services?owner=group%3Adefault%2Fshop',
  );
  expect(
    links.workload({
      cluster: 'prod',
      namespace: 'shop',
      kind: 'Deployment',
      name: 'cart',
    }),
  ).toBe('/aws/keys/services/prod/shop/Deployment/cart');
  expect(
    links.workload({
      cluster: 'prod',
      namespace: '',
      kind: 'ClusterIssuer.cert-manager.io',
      name: 'letsencrypt',
    }),
  ).toBe('/aws/keys/services/prod/-/ClusterIssuer.cert-manager.io/letsencrypt');
});
