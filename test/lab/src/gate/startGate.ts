import { createServer, IncomingMessage, request, Server } from 'node:http';
import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
} from '@aws-sdk/client-iam';
import { GateFaults } from './GateFaults';
import { GateRefusal, verifyToken } from './verifyToken';

export interface GateOptions {
  port: number;
  /** Port of the emulator on loopback. */
  emulatorPort: number;
  region: string;
  accountId: string;
  /** Key of the emulator's root, for looking up providers. */
  rootKey: string;
  /** Issuers that are not served at their own URL. */
  issuers: Record<string, string>;
  caFile: string;
  /** Who may plan faults. */
  controlToken: string;
}

const CONTROL_PATH = '/_gate/faults';

class Providers {
  private readonly iam: IAMClient;

  constructor(private readonly options: GateOptions) {
    this.iam = new IAMClient({
      endpoint: `http://127.0.0.1:${options.emulatorPort}`,
      region: options.region,
      credentials: {
        accessKeyId: options.rootKey,
        secretAccessKey: options.rootKey,
      },
    });
  }

  async audiencesOf(issuer: string): Promise<string[] | undefined> {
    const name = issuer.replace(/^https:\/\//, '');
    try {
      const { ClientIDList } = await this.iam.send(
        new GetOpenIDConnectProviderCommand({
          OpenIDConnectProviderArn: `arn:aws:iam::${this.options.accountId}:oidc-provider/${name}`,
        }),
      );
      return ClientIDList ?? [];
    } catch (error) {
      if ((error as Error).name.startsWith('NoSuchEntity')) return undefined;
      throw error;
    }
  }
}

/**
 * A reverse proxy in front of MiniStack. It verifies web identity tokens, which MiniStack does not, and passes everything
 * else on untouched, so that signatures stay valid.
 */
export function startGate(options: GateOptions): Promise<Server> {
  const faults = new GateFaults();
  const providers = new Providers(options);
  const server = createServer(async (incoming, outgoing) => {
    try {
      let body = await readBody(incoming);
      if (incoming.url?.startsWith(CONTROL_PATH)) {
        const status = control(options, faults, incoming, body);
        outgoing.writeHead(status).end(String(faults.left));
        return;
      }
      const form = formOf(incoming, body);
      const action = form?.get('Action') ?? undefined;
      const fault = faults.take(serviceOf(incoming, action), action);
      if (fault) {
        throw new GateRefusal(
          fault.status,
          fault.code,
          'A fault was asked for',
        );
      }
      let path = incoming.url;
      if (isUncheckable(incoming)) {
        throw new GateRefusal(
          400,
          'InvalidAction',
          'The gate takes AssumeRoleWithWebIdentity as a form only',
        );
      }
      if (form && action === 'AssumeRoleWithWebIdentity') {
        const checked = await checkedForm(options, providers, form);
        if (incoming.method === 'POST') body = Buffer.from(checked);
        else path = `/?${checked}`;
      }
      const headers = {
        ...incoming.headers,
        ...(body.length > 0 || incoming.headers['content-length']
          ? { 'content-length': String(body.length) }
          : {}),
      };
      delete headers['transfer-encoding'];
      const passed = request(
        {
          host: '127.0.0.1',
          port: options.emulatorPort,
          method: incoming.method,
          path,
          headers,
        },
        answer => {
          outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
          answer.pipe(outgoing);
        },
      );
      passed.once('error', () => outgoing.destroy());
      passed.end(body);
    } catch (error) {
      refuse(outgoing, error);
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve(server));
  });
}

/** The form with its token verified and its audience as MiniStack wants it: one string, where Kubernetes sends a list. */
async function checkedForm(
  options: GateOptions,
  providers: Providers,
  form: URLSearchParams,
): Promise<string> {
  const token = form.get('WebIdentityToken') ?? '';
  const { claims, audience } = await verifyToken({
    token,
    audiencesOf: issuer => providers.audiencesOf(issuer),
    addressOf: issuer => options.issuers[issuer],
    caFile: options.caFile,
  });
  const [header, , signature] = token.split('.');
  const payload = Buffer.from(
    JSON.stringify({ ...claims, aud: audience }),
  ).toString('base64url');
  form.set('WebIdentityToken', `${header}.${payload}.${signature}`);
  return form.toString();
}

function control(
  { controlToken }: GateOptions,
  faults: GateFaults,
  incoming: IncomingMessage,
  body: Buffer,
): number {
  if (incoming.headers['x-gate-token'] !== controlToken) return 403;
  if (incoming.method === 'DELETE') faults.clear();
  if (incoming.method === 'POST') faults.add(JSON.parse(body.toString()));
  return 200;
}

/** The emulator takes the same call as JSON too, where the token would go by unread. */
function isUncheckable({ headers }: IncomingMessage): boolean {
  return /WebIdentity/i.test(String(headers['x-amz-target'] ?? ''));
}

function formOf(
  { method, headers, url }: IncomingMessage,
  body: Buffer,
): URLSearchParams | undefined {
  const isForm = headers['content-type']?.startsWith(
    'application/x-www-form-urlencoded',
  );
  if (method === 'POST' && isForm) return new URLSearchParams(body.toString());
  const query = new URL(url ?? '/', 'http://localhost').searchParams;
  return query.has('Action') ? query : undefined;
}

/** By the scope of the signature: `…/REGION/SERVICE/aws4_request`. */
function serviceOf(
  { headers, url }: IncomingMessage,
  action: string | undefined,
): string {
  const scope = /\/([a-z0-9-]+)(?:\/|%2F)aws4_request/.exec(
    `${headers.authorization ?? ''} ${url}`,
  );
  if (scope) return scope[1];
  return action?.startsWith('AssumeRole') ? 'sts' : 's3';
}

function refuse(
  outgoing: import('node:http').ServerResponse,
  error: unknown,
): void {
  const { status, code, message } =
    error instanceof GateRefusal
      ? error
      : { status: 500, code: 'InternalFailure', message: 'The gate failed' };
  outgoing.writeHead(status, { 'content-type': 'text/xml' });
  outgoing.end(
    `<ErrorResponse><Error><Type>${
      status < 500 ? 'Sender' : 'Receiver'
    }</Type><Code>${code}</Code><Message>${escape(
      message,
    )}</Message></Error><RequestId>gate</RequestId></ErrorResponse>`,
  );
}

function escape(text: string): string {
  return text.replace(/[<>&]/g, each => `&#${each.charCodeAt(0)};`);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  return Buffer.concat(chunks);
}
