import { pageLinks } from '../config/pageLinks';
import { noticeOf, noticeOfMany } from './noticeRules';

const issuer = {
  id: 'prod//ClusterIssuer.cert-manager.io/letsencrypt',
  cluster: 'prod',
  namespace: '',
  kind: 'ClusterIssuer.cert-manager.io',
  name: 'letsencrypt',
  ownerRef: 'group:default/platform',
};
const links = pageLinks('/irsa');

it('calls what has no namespace by its name, and leads to its page', () => {
  const limits = { unusedDays: 90, oldDays: 365 };
  expect(noticeOf('old-key', issuer, limits, links)).toMatchObject({
    title: 'letsencrypt has an old AWS key',
    link: '/irsa/services/prod/-/ClusterIssuer.cert-manager.io/letsencrypt',
  });
  const cart = { ...issuer, namespace: 'shop', name: 'cart' };
  expect(noticeOfMany('old-key', [issuer, cart], links).description).toBe(
    'letsencrypt, shop/cart.',
  );
});
