import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import {
  AttachUserPolicyCommand,
  CreateAccessKeyCommand,
  CreatePolicyCommand,
  CreateUserCommand,
  IAMClient,
  PutUserPolicyCommand,
} from '@aws-sdk/client-iam';
import {
  coreServices,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import irsaPlugin from 'backstage-plugin-irsa-backend';
import {
  Migration,
  MigrationEvent,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import request from 'supertest';
import { LabDescription } from '../../LabDescription';
import { ACCOUNT_ID } from '../../settings';
import { Outside } from './Outside';
import { Team } from './Team';
import { until } from './until';

// eslint-disable-next-line no-restricted-syntax
const MANIFESTS = resolve(__dirname, '../../../../../docs/manifests');
const RBAC = join(MANIFESTS, 'portal-rbac.yaml');
const ADMISSION = join(MANIFESTS, 'portal-admission.yaml');
const DOCUMENTED_ACCOUNT = /111122223333/g;
const CLUSTER = 'lab';

/**
 * MiniStack decides with ARNs without a path, has no ARN for an entity that is being created, and knows neither
 * `iam:PermissionsBoundary` nor `iam:PolicyARN`. So the documented policies do not work here as they do on AWS. Tests
 * on the sandbox show that they are enough, and not more than enough.
 * Its GetAccountAuthorizationDetails leaves permissions boundaries out, which looks as if somebody had taken them away; without the right
 * to it, the portal reads roles one by one.
 */
const GAPS_OF_THE_EMULATOR = {
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Action: 'iam:GetAccountAuthorizationDetails',
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: ['iam:CreateOpenIDConnectProvider', 'iam:CreatePolicy'],
      Resource: '*',
    },
    {
      Effect: 'Allow',
      Action: [
        'iam:AttachRolePolicy',
        'iam:CreateRole',
        'iam:DeleteRole',
        'iam:DeleteRolePolicy',
        'iam:DetachRolePolicy',
        'iam:PutRolePolicy',
        'iam:TagRole',
        'iam:UpdateAssumeRolePolicy',
      ],
      Resource: `arn:aws:iam::${ACCOUNT_ID}:role/irsa-*`,
    },
  ],
};
const BUSY = ['queued', 'running', 'stopping', 'rollingBack'];

export interface PortalOptions {
  /** Another address of the API server, for example a slow way to it. */
  server?: string;
  /** Hosts of repositories, as in the settings of a portal. */
  integrations?: object;
}

/**
 * The portal's backend plugin on the lab, with exactly the rights of `docs/manifests`: a ServiceAccount in the cluster
 * and a user in IAM. Tests use its REST API.
 */
export class LabPortal {
  static async start(
    lab: LabDescription,
    outside: Outside,
    options: PortalOptions = {},
  ): Promise<LabPortal> {
    const folder = mkdtempSync(join(tmpdir(), 'irsa-lab-portal-'));
    const said: string[] = [];
    await outside.applyFile(RBAC);
    await outside.applyFile(ADMISSION);
    const token = await outside.token('irsa-system', 'irsa-portal');
    const key = await portalUser(lab, outside);
    const backend = await startTestBackend({
      features: [
        irsaPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: {
                client: 'better-sqlite3',
                connection: { directory: join(folder, 'db') },
              },
            },
            ...(options.integrations && {
              integrations: options.integrations,
            }),
            aws: { accounts: [{ accountId: lab.aws.accountId, ...key }] },
            irsa: {
              // The labs have no catalog to name an owner.
              preview: { signers: ['user:default/mock'] },
              clusters: [
                {
                  name: CLUSTER,
                  token,
                  server: options.server ?? lab.kubernetes.server,
                  caData: Buffer.from(lab.kubernetes.caPem).toString('base64'),
                  accountId: lab.aws.accountId,
                  region: lab.aws.region,
                },
              ],
              aws: { endpoint: lab.aws.endpoint, region: lab.aws.region },
              role: {
                permissionsBoundary:
                  'arn:aws:iam::{accountId}:policy/IrsaBoundary',
              },
              migration: {
                injectionWait: { milliseconds: 500 },
                watch: { seconds: 1 },
                propagationTimeout: { seconds: 30 },
                rolloutTimeout: { seconds: 60 },
              },
              soak: {
                duration: { milliseconds: 500 },
                cooling: { milliseconds: 500 },
              },
            },
          },
        }),
        mockServices.database.factory(),
        catalogServiceMock.factory({ entities: [] }),
        createServiceFactory({
          service: coreServices.logger,
          deps: {},
          factory: () => recordingLogger(said),
        }),
      ],
    });
    return new LabPortal(backend, folder, said, token, outside);
  }

  private constructor(
    private readonly backend: Awaited<ReturnType<typeof startTestBackend>>,
    private readonly folder: string,
    /** Every line of the log and every answer, except links that were explicitly requested. */
    readonly said: string[],
    /** Its token for the API server. */
    readonly clusterToken: string,
    private readonly outside: Outside,
  ) {}

  /** Restores the documented rights in the cluster after some were removed. */
  grant(): Promise<void> {
    return this.outside.applyFile(RBAC);
  }

  async get<T>(path: string): Promise<T> {
    return this.answer<T>(
      await request(this.backend.server).get(`/api/irsa${path}`),
      path,
    );
  }

  async post<T>(path: string, body: object): Promise<T> {
    return this.answer<T>(
      await request(this.backend.server).post(`/api/irsa${path}`).send(body),
      path,
    );
  }

  workload(team: Team): WorkloadRef {
    return {
      cluster: CLUSTER,
      namespace: team.namespace,
      kind: 'Deployment',
      name: 'test',
    };
  }

  async plan(team: Team): Promise<Plan> {
    await this.post('/scans', {});
    return this.post<Plan>('/plans', { workload: this.workload(team) });
  }

  /** Starts the plan with all warnings acknowledged. */
  async start(plan: Plan): Promise<Migration> {
    return this.post<Migration>('/migrations', {
      planId: plan.id,
      planHash: plan.hash,
      idempotencyKey: `${plan.id}-lab`,
      acknowledgements: plan.checks
        .filter(({ state }) => state === 'warning')
        .map(({ id }) => id),
    });
  }

  migration(id: string): Promise<Migration> {
    return this.get<Migration>(`/migrations/${id}`);
  }

  /** Waits until the migration no longer runs. */
  settled(id: string): Promise<Migration> {
    return until(
      () => this.migration(id),
      ({ status }) => !BUSY.includes(status),
    );
  }

  /** Waits until this step has begun. */
  reached(id: string, step: string): Promise<Migration> {
    return until(
      () => this.migration(id),
      ({ steps }) =>
        steps.some(each => each.id === step && each.state !== 'waiting'),
    );
  }

  async log(id: string): Promise<string[]> {
    const { items } = await this.get<{ items: MigrationEvent[] }>(
      `/migrations/${id}/events?after=0`,
    );
    return items.map(({ message }) => message);
  }

  /** The content of the database's files. */
  database(): string {
    return readdirSync(join(this.folder, 'db'), {
      recursive: true,
      withFileTypes: true,
    })
      .filter(entry => entry.isFile())
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'latin1'))
      .join('\n');
  }

  /** Which of these values, plain or in base64, the database, the log or an answer holds. */
  leaked(values: readonly string[]): string[] {
    const database = this.database();
    return values
      .flatMap(value => [value, Buffer.from(value).toString('base64')])
      .filter(
        form =>
          database.includes(form) ||
          this.said.some(line => line?.includes(form)),
      );
  }

  async stop(): Promise<void> {
    await this.backend.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private answer<T>(response: request.Response, path: string): T {
    if (!path.endsWith('/reveal')) {
      this.said.push(response.text);
    }
    if (response.status >= 300) {
      throw new Error(`${path}: ${response.status} ${response.text}`);
    }
    return response.body;
  }
}

function recordingLogger(
  said: string[],
): ReturnType<typeof mockServices.logger.mock> {
  const write = (...parts: unknown[]) => {
    said.push(
      parts
        .map(part =>
          part instanceof Error
            ? `${part}${part.stack}`
            : JSON.stringify(part) ?? '',
        )
        .join(' '),
    );
  };
  return mockServices.logger.mock({
    debug: write,
    info: write,
    warn: write,
    error: write,
    child: () => recordingLogger(said),
  });
}

/** A user with the documented policies. It is made once in a lab, with a new key for each portal. */
async function portalUser(lab: LabDescription, outside: Outside) {
  const iam = new IAMClient(outside.aws);
  const userName = `irsa-portal-${Math.random().toString(36).slice(2, 8)}`;
  const document = (file: string) =>
    readFileSync(join(MANIFESTS, file), 'utf8').replace(
      DOCUMENTED_ACCOUNT,
      lab.aws.accountId,
    );
  const ensure = (name: string, file: string) =>
    iam
      .send(
        new CreatePolicyCommand({
          PolicyName: name,
          PolicyDocument: document(file),
        }),
      )
      .catch(error => {
        if (!error.name.startsWith('EntityAlreadyExists')) {
          throw error;
        }
      });
  await ensure('IrsaBoundary', 'irsa-boundary.json');
  await iam.send(new CreateUserCommand({ UserName: userName }));
  for (const part of ['auditor', 'migrator', 'retirer']) {
    await ensure(`irsa-portal-${part}`, `portal-iam-${part}.json`);
    await iam.send(
      new AttachUserPolicyCommand({
        UserName: userName,
        PolicyArn: `arn:aws:iam::${lab.aws.accountId}:policy/irsa-portal-${part}`,
      }),
    );
  }
  await iam.send(
    new PutUserPolicyCommand({
      UserName: userName,
      PolicyName: 'gaps-of-the-emulator',
      PolicyDocument: JSON.stringify(GAPS_OF_THE_EMULATOR),
    }),
  );
  const { AccessKey } = await iam.send(
    new CreateAccessKeyCommand({ UserName: userName }),
  );
  return {
    accessKeyId: AccessKey!.AccessKeyId!,
    secretAccessKey: AccessKey!.SecretAccessKey!,
  };
}
