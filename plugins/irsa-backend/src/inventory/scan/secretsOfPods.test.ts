import { auditObject, podTemplatesOf } from 'backstage-plugin-irsa-node';
import { KnownObjects, objectKey } from './KnownObjects';
import { ScanWorld } from './ScanWorld';
import { secretsOfPods } from './secretsOfPods';

const container = (name: string, more: object) => ({
  name,
  image: 'i',
  ...more,
});
const variable = (secret: string) => ({
  name: 'WORD',
  valueFrom: { secretKeyRef: { name: secret, key: 'word' } },
});

const DEPLOYMENT = {
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'd', namespace: 'shop' },
  spec: {
    template: {
      spec: {
        imagePullSecrets: [{ name: 'registry' }],
        initContainers: [
          container('init', { envFrom: [{ secretRef: { name: 'first' } }] }),
        ],
        containers: [
          container('main', {
            env: [variable('single'), { name: 'PLAIN', value: 'text' }],
            envFrom: [
              { secretRef: { name: 'all' } },
              { configMapRef: { name: 'settings' } },
            ],
          }),
          container('beside', { env: [variable('other')] }),
        ],
        volumes: [
          { name: 'a', secret: { secretName: 'mounted' } },
          {
            name: 'b',
            projected: {
              sources: [
                { secret: { name: 'projected' } },
                { configMap: { name: 'files' } },
              ],
            },
          },
          { name: 'c', emptyDir: {} },
        ],
      },
    },
  },
};

describe('secretsOfPods', () => {
  const templates = podTemplatesOf(DEPLOYMENT);
  const found = [...secretsOfPods('shop', templates)].sort();

  it('names what Pods take variables and files from, and not what pulls images', () => {
    const names = ['all', 'first', 'mounted', 'other', 'projected', 'single'];
    expect(found).toEqual(
      names.map(name => objectKey('shop', 'Secret', name)).sort(),
    );
  });

  it('names the Secrets that an audit asks for', () => {
    const objects: KnownObjects = new Map(
      found.map(key => [
        key,
        { resourceVersion: '1', data: new Map([['word', undefined]]) },
      ]),
    );
    const world = new ScanWorld({
      objects,
      roleArns: new Map(),
      providers: new Map(),
    });
    auditObject(DEPLOYMENT, world, [], templates);
    const asked = [...world.asked].filter(key => key.includes('/Secret/'));
    expect(asked.sort()).toEqual(found);
  });
});
