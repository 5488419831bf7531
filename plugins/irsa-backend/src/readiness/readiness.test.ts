/**
 * Readiness through the REST API. A loopback server stands in for the archives of a Gitea host, and the portal's own
 * reader reads from it.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Entity } from '@backstage/catalog-model';
import { Check, Plan, Readiness } from 'backstage-plugin-irsa-common';
import { PortalWorld } from '../__testUtils__/PortalWorld';

const PATH = '/workloads/eks-prod-eu/production/Deployment/test/readiness';
const USER = 'user:default/mock';
const CANARY = `${'AKIA'}${'CANARYCANARY2345'}`;

const ready = {
  'package.json': '{"dependencies":{"@aws-sdk/client-s3":"^3.900.0"}}',
  'src/index.ts':
    "import { S3Client } from '@aws-sdk/client-s3';\nnew S3Client({});\n",
};
const blocked = {
  'requirements.txt': 'boto3==1.34.0\n',
  'app.py': `import boto3\n\ns3 = boto3.client("s3", aws_access_key_id="${CANARY}", aws_secret_access_key="x")\n`,
};

/** Two repositories, and how often their archives were requested. */
class SourceHost {
  asked = 0;
  files: Record<string, string> = ready;
  commit = 'c1';
  private readonly server: Server = createServer((request, response) => {
    const url = request.url ?? '';
    if (!url.includes('/shop/app')) {
      response.writeHead(404).end();
    } else if (url.includes('/commits')) {
      response.setHeader('content-type', 'application/json');
      response.end(JSON.stringify([{ sha: this.commit }]));
    } else {
      this.asked += 1;
      response.end(this.archive());
    }
  });

  async start(): Promise<string> {
    await new Promise<void>(done => this.server.listen(0, '127.0.0.1', done));
    return `127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  stop = () => new Promise(done => this.server.close(done));

  private archive(): Buffer {
    const folder = mkdtempSync(join(tmpdir(), 'irsa-source-'));
    for (const [name, text] of Object.entries(this.files)) {
      const file = join(folder, 'app', name);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    }
    const archive = execFileSync('tar', ['czf', '-', '-C', folder, 'app']);
    rmSync(folder, { recursive: true });
    return archive;
  }
}

describe('readiness of the source', () => {
  let host: SourceHost;
  let address: string;
  let world: PortalWorld;
  let entity: Entity;
  const get = (status = 200) => world.get<Readiness>(PATH, status);
  const plan = async (): Promise<Plan> =>
    world.post(
      '/plans',
      {
        workload: {
          cluster: 'eks-prod-eu',
          namespace: 'production',
          kind: 'Deployment',
          name: 'test',
        },
      },
      201,
    );
  const checkOf = ({ checks }: Plan, id: string): Check =>
    checks.find(check => check.id === id)!;

  const pointAt = (repository: string) => {
    entity.metadata.annotations!['backstage.io/source-location'] = repository;
  };

  beforeAll(async () => {
    host = new SourceHost();
    address = await host.start();
    entity = {
      apiVersion: 'backstage.io/v1alpha1',
      kind: 'Component',
      metadata: {
        name: 'profile-api',
        namespace: 'default',
        annotations: {
          'backstage.io/kubernetes-id': 'profile-api',
          'backstage.io/kubernetes-namespace': 'production',
          'backstage.io/kubernetes-label-selector': 'app=test',
        },
      },
      spec: { type: 'service', owner: 'team-profile', lifecycle: 'production' },
    };
    world = await PortalWorld.start({
      sandbox: { scenario: 'walkthrough' },
      config: {
        integrations: {
          gitea: [{ host: address, baseUrl: `http://${address}` }],
        },
      },
      entities: [entity],
    });
    await world.post('/scans', {}, 200);
  });
  afterAll(async () => {
    await world?.close();
    await host?.stop();
  });

  it('says what to do when it is not known where the source is', async () => {
    expect(await get()).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('backstage.io/source-location'),
      filesRead: 0,
    });
    pointAt('file:/etc');
    expect(await get()).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining('is a file'),
    });
  });

  it('asks once which SDK it uses, and keeps the answer with its author', async () => {
    expect(checkOf(await plan(), 'sdk')).toMatchObject({
      state: 'notChecked',
      fix: expect.stringContaining('Say which SDK it uses'),
    });
    const answer = await world.post(`${PATH}/sdk`, { sdk: 'dotnet3' }, 200);
    expect(answer).toMatchObject({ sdk: 'dotnet3', answeredBy: USER });
    expect(await get()).toMatchObject({ verdict: 'unknown', answer });
    expect(checkOf(await plan(), 'sdk')).toMatchObject({
      state: 'notChecked',
      evidence: expect.stringContaining(`as ${USER} said at`),
    });
    await world.post(`${PATH}/sdk`, { sdk: 'boto2' }, 200);
    const made = await plan();
    expect(made.status).toBe('blocked');
    expect(checkOf(made, 'sdk')).toMatchObject({ state: 'blocked' });
    await world.post(`${PATH}/sdk`, { sdk: 'cobol' }, 400);
    expect(world.seen.join('\n')).toContain('sdk-answer');
  });

  it('reads it once, however many ask', async () => {
    const url = `http://${address}/shop/app/src/branch/main/`;
    pointAt(`url:${url}`);
    const answers = await Promise.all([get(), get(), get()]);
    expect(answers[0]).toMatchObject({
      verdict: 'ready',
      source: { entityRef: 'component:default/profile-api', url },
      sdks: [{ packageName: '@aws-sdk/client-s3', language: 'node' }],
      filesRead: 2,
    });
    expect(answers[2]).toEqual(answers[0]);
    expect(host.asked).toBe(1);
  });

  it('names file and line of what would break, and quotes nothing', async () => {
    host.files = blocked;
    host.commit = 'c2';
    pointAt(`url:http://${address}/shop/app/src/branch/blocked/`);
    const { verdict, findings } = await get();
    expect(verdict).toBe('blocked');
    expect(findings).toContainEqual(
      expect.objectContaining({ file: 'app.py', line: 3, verdict: 'blocker' }),
    );
    expect(world.seen.join('\n')).not.toContain(CANARY);
  });

  it('is in the plan: the code comes before the cut-over, with file and line', async () => {
    const made = await plan();
    expect(checkOf(made, 'source-code')).toMatchObject({
      state: 'warning',
      params: { places: ['app.py:3'] },
      evidence: expect.stringContaining('app.py:3 in http://'),
      fix: expect.stringContaining('irsa-audit fix --code'),
    });
    expect(checkOf(made, 'sdk')).toMatchObject({
      state: 'passed',
      params: { sdks: ['boto3 1.34.0 (requirements.txt:1)'] },
    });
    expect(checkOf(made, 'precedence')).toMatchObject({ state: 'passed' });
    expect(made.target.serviceAccountName).not.toBe('test-irsa');
    expect(world.seen.join('\n')).not.toContain(CANARY);
  });

  it('blocks a plan when its SDK cannot take a role', async () => {
    host.files = { 'requirements.txt': 'boto3==1.9.0\n' };
    host.commit = 'c3';
    pointAt(`url:http://${address}/shop/app/src/branch/old/`);
    const made = await plan();
    expect(made.status).toBe('blocked');
    expect(checkOf(made, 'sdk')).toMatchObject({
      state: 'blocked',
      evidence: expect.stringContaining('requirements.txt:1'),
    });
  });

  it.each([
    ['there is no such repository', 'shop/gone', 'There is nothing at'],
    ['its host is not one of the integrations', undefined, 'may not read it'],
  ])('%s', async (_name, repository, reason) => {
    pointAt(
      repository
        ? `url:http://${address}/${repository}/src/branch/main/`
        : 'url:http://127.0.0.1:1/shop/app/src/branch/main/',
    );
    expect(await get()).toMatchObject({
      verdict: 'unknown',
      reason: expect.stringContaining(reason),
    });
  });

  it('never shows the token of an address', async () => {
    pointAt(`url:http://ann:CANARY-TOKEN@${address}/shop/app/src/branch/x/`);
    expect(JSON.stringify(await get())).not.toContain('CANARY-TOKEN');
    expect(world.seen.join('\n')).not.toContain('CANARY-TOKEN');
  });

  it('a workload that is not there is not found', async () => {
    expect(
      await world.get(PATH.replace('/test/', '/gone/'), 404),
    ).toHaveProperty('error');
  });
});
