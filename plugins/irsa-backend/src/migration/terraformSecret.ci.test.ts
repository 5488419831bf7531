import { mergePatch } from 'backstage-plugin-irsa-node';
import { onOneDatabase } from '../__testUtils__/onEachDatabase';
import { MemoryHost } from '../requests/__testUtils__/MemoryHost';
import { seenOf } from './__testUtils__/seen';
import { retire, startSoaking } from './__testUtils__/soaking';
import {
  DEPLOYMENT_PATH,
  WalkthroughWorld,
} from './__testUtils__/walkthroughWorld';
import { DefaultMigrationService } from './DefaultMigrationService';

const URL = 'https://git.example.com/acme/deploy';
const DAY = 86_400_000;
const OTHERS = 'locals {\n  region = "eu-west-1"\n}\n';
const SECRET = `resource "kubernetes_secret" "aws" {
  metadata {
    name      = "aws-secrets"
    namespace = "production"
  }

  data = {
    AWS_ACCESS_KEY_ID     = var.key_id
    AWS_SECRET_ACCESS_KEY = "value-canary"
  }
}
`;

onOneDatabase('the request for a Secret that Terraform keeps', open => {
  let world: WalkthroughWorld;
  let service: DefaultMigrationService;
  let host: MemoryHost;
  let id: string;

  /** A migration whose key is off and has cooled; the workload says where Terraform makes it. */
  beforeEach(async () => {
    host = new MemoryHost(URL, {
      'infra/main.tf': `${OTHERS}\n${SECRET}`,
      'infra/README.md': '# aws-secrets',
    });
    ({ world, service, id } = await startSoaking({
      database: await open(),
      requests: host,
    }));
    await world.sandbox.cluster('eks-prod-eu').apply(
      [
        {
          apiVersion: 'v1',
          kind: 'Secret',
          metadata: {
            name: 'aws-secrets',
            namespace: 'production',
            labels: { team: 'shop' },
          },
        },
      ],
      { fieldManager: 'Terraform', serverSide: true },
    );
    await mergePatch(world.cluster, DEPLOYMENT_PATH, {
      metadata: {
        annotations: { 'irsa.portal/source': `${URL}/tree/main/infra` },
      },
    });
    await retire(service, id, { act: 'deactivate-key', reason: 'now' });
    world.offset = 8 * DAY;
  });

  afterEach(() => world.close());

  it('takes its resource out, and waits until somebody has applied that', async () => {
    const offered = await service.get(id);
    expect(offered.possible).toContain('request-secret-removal');
    expect(offered.possible).not.toContain('delete-secret');
    await retire(service, id, {
      act: 'request-secret-removal',
      confirm: 'aws-secrets',
    });
    const seen = (what: RegExp) =>
      seenOf(service, id, String(what), ({ waitingFor }) =>
        what.test(`${waitingFor?.whom}: ${waitingFor?.words}`),
      );
    await seen(/may merge/);
    expect(host.requests[0].body).toMatch(
      /kubernetes_secret\.aws is gone.*Terraform was not run/s,
    );
    expect(JSON.stringify(host.requests)).not.toContain('canary');

    host.merge('1');
    expect(host.files().get('infra/main.tf')).toBe(OTHERS);
    await seen(/^terraform: .*in the cluster still\. Sync or apply it/);
    await world.cluster.request({
      method: 'DELETE',
      path: '/api/v1/namespaces/production/secrets/aws-secrets',
    });
    await seenOf(
      service,
      id,
      'the end',
      ({ secretState }) => secretState === 'deleted',
    );
  });
});
