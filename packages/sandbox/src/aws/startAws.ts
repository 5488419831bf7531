import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Clock } from '../clock';
import { IssuerResolver } from '../issuers';
import { AccountDocument, UserDocument } from './accountDocument';
import { answer } from './answer';
import { CallRecord, Faults } from './calls';
import { Account } from './model/Account';
import { importAccount, importUser } from './model/importAccount';
import { Propagation } from './model/Propagation';
import { AccountQuotas } from './model/quotas';
import { AwsRequest, AwsResponse, readRequest } from './protocol/AwsRequest';
import { IssuerKeys } from './sts/issuerKeys';
import { ClusterPodIdentity, podIdentityOf } from './sts/podIdentity';
import { World } from './World';

export interface AwsOptions {
  clock: Clock;
  /** Where issuers are really served. Other issuers are fetched at their own URL. */
  issuers?: IssuerResolver;
  /** Default: a free port. */
  port?: number;
  /** Default `127.0.0.1`. */
  host?: string;
  /** Default `eu-west-1`. */
  region?: string;
  /**
   * Milliseconds of the clock until a change of IAM reaches STS, S3, the authorisation of calls and lists of the
   * account. Reading one entity by name shows the change at once. Default 0. Imported entities are there at once.
   */
  iamPropagation?: number;
  /**
   * Milliseconds of the clock until the last use of a key, role or service is visible: minutes to hours in AWS. Default
   * 0.
   */
  lastUseDelay?: number;
  /** Milliseconds of the clock until CloudTrail lists a call: minutes in AWS. Default 0. */
  trailDelay?: number;
}

export interface AwsAccount {
  id: string;
  rootAccessKeyId: string;
  rootSecretAccessKey: string;
  /** Adds the content of the document. Throws when IAM would not have accepted a part of it. */
  import(document: Partial<AccountDocument>): void;
  importUser(user: UserDocument): void;
}

export interface AwsSandbox {
  /** For example `http://127.0.0.1:41000`: IAM, STS and S3 of all accounts. */
  endpoint: string;
  createAccount(options: {
    id: string;
    alias?: string;
    region?: string;
    rootAccessKey?: { accessKeyId: string; secretAccessKey: string };
    /** Quotas that differ from AWS's defaults. */
    quotas?: Partial<AccountQuotas>;
  }): AwsAccount;
  account(id: string): AwsAccount | undefined;
  accounts(): AwsAccount[];
  /** EKS Pod Identity of a cluster of the account. */
  podIdentityOf(accountId: string, cluster: string): ClusterPodIdentity;
  /** Every call, oldest first. Only the latest twenty thousand are kept. */
  calls: readonly CallRecord[];
  faults: Faults;
  /** See `AwsOptions.iamPropagation`. It applies to changes made from now on. */
  iamPropagation: number;
  close(): Promise<void>;
}

/** Starts IAM, STS and S3 on one HTTP server. Accounts are told apart by the access key, or by the role's ARN. */
export async function startAws(options: AwsOptions): Promise<AwsSandbox> {
  const { clock, host = '127.0.0.1', region = 'eu-west-1' } = options;
  const world = new World(clock, region, options.issuers ?? (() => undefined));
  world.trailDelay = options.trailDelay ?? 0;
  world.uses.delay = options.lastUseDelay ?? 0;
  const propagation = new Propagation(clock, options.iamPropagation);
  const keys = new IssuerKeys(world.issuers);
  const handles = new Map<string, AwsAccount>();

  const server = createServer(async (message, response) => {
    try {
      const request = await readRequest(message);
      const { status, headers, body } =
        request.method === 'OPTIONS'
          ? preflight(request)
          : await answer(world, keys, request);
      response.writeHead(status, {
        date: new Date(clock.now()).toUTCString(),
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'ETag, x-amz-request-id',
        ...headers,
        ...(headers['content-length'] === undefined && {
          'content-length': String(Buffer.byteLength(body)),
        }),
      });
      response.end(request.method === 'HEAD' ? undefined : body);
    } catch {
      // The client closed the connection before its request was complete.
      response.destroy();
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  const { port } = server.address() as AddressInfo;

  return {
    endpoint: `http://${host}:${port}`,
    calls: world.calls,
    faults: world.faults,
    get iamPropagation() {
      return propagation.delay;
    },
    set iamPropagation(milliseconds: number) {
      propagation.delay = milliseconds;
    },
    account: id => handles.get(id),
    accounts: () => [...handles.values()],
    podIdentityOf: (accountId, cluster) =>
      podIdentityOf(world, keys, accountId, cluster),
    createAccount(created) {
      if (!/^\d{12}$/.test(created.id)) {
        throw new Error(`Account id ${created.id} must be twelve digits`);
      }
      if (handles.has(created.id)) {
        throw new Error(`Account ${created.id} is there already`);
      }
      const account = new Account(
        { ...created, region: created.region ?? region },
        propagation,
      );
      world.accounts.set(account.id, account);
      const handle: AwsAccount = {
        id: account.id,
        rootAccessKeyId: account.rootKey.accessKeyId,
        rootSecretAccessKey: account.rootKey.secretAccessKey,
        import: document => {
          account.alias = document.alias ?? account.alias;
          importAccount(account, document, clock.now());
        },
        importUser: user => importUser(account, user, clock.now()),
      };
      handles.set(account.id, handle);
      return handle;
    },
    close: () =>
      new Promise(resolve => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Presigned links are opened by browsers, from other origins. */
function preflight({ headers }: AwsRequest): AwsResponse {
  return {
    status: 200,
    headers: {
      'access-control-allow-methods': 'GET, HEAD, PUT, POST, DELETE',
      'access-control-allow-headers':
        headers['access-control-request-headers'] ?? '*',
      'access-control-max-age': '600',
    },
    body: '',
  };
}
