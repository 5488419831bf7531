import {
  createServer,
  IncomingMessage,
  Server,
  ServerResponse,
} from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { GateFaults } from './GateFaults';
import { GateRefusal, refusalAnswer } from './GateRefusal';
import { passOn } from './passOn';
import { Providers, ProvidersOptions } from './Providers';
import { AwsCall, readCall } from './readCall';
import { verifyToken } from './verifyToken';

export interface GateOptions extends ProvidersOptions {
  port: number;
  /** The real addresses of issuers that are not served at their own URL. */
  issuers: Record<string, string>;
  caFile: string;
  /** Token that is needed to plan faults. */
  controlToken: string;
}

const CONTROL_PATH = '/_gate/faults';

/**
 * A reverse proxy in front of MiniStack. It verifies web identity tokens, which MiniStack does not do. Everything else
 * is passed on unchanged, so that signatures stay valid.
 */
export function startGate(options: GateOptions): Promise<Server> {
  const faults = new GateFaults();
  const providers = new Providers(options);

  async function answer(
    incoming: IncomingMessage,
    outgoing: ServerResponse,
    call: AwsCall,
    body: Buffer,
  ): Promise<void> {
    await strike(faults, call);
    if (call.uncheckable) {
      throw new GateRefusal(
        400,
        'InvalidAction',
        'The gate takes AssumeRoleWithWebIdentity as a form only',
      );
    }
    const port = options.emulatorPort;
    if (call.form && call.action === 'AssumeRoleWithWebIdentity') {
      const checked = await checkedForm(options, providers, call.form);
      await passOn(
        incoming,
        outgoing,
        incoming.method === 'POST'
          ? { port, path: '/', body: Buffer.from(checked) }
          : { port, path: `/?${checked}`, body },
      );
    } else {
      await passOn(incoming, outgoing, { port, path: incoming.url, body });
    }
  }

  const server = createServer(async (incoming, outgoing) => {
    let service = 's3';
    try {
      const body = await readBody(incoming);
      if (incoming.url?.startsWith(CONTROL_PATH)) {
        const status = control(options, faults, incoming, body);
        outgoing.writeHead(status).end(String(faults.left));
        return;
      }
      const call = readCall({
        method: incoming.method,
        url: incoming.url,
        headers: incoming.headers,
        body,
      });
      service = call.service;
      await answer(incoming, outgoing, call, body);
    } catch (error) {
      refuse(outgoing, service, error);
    }
  });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', () => resolve(server));
  });
}

/** Applies the fault that is planned for this call. @throws GateRefusal unless the call is only delayed */
async function strike(
  faults: GateFaults,
  { service, action }: AwsCall,
): Promise<void> {
  const fault = faults.take(service, action);
  if (fault?.delayMs) {
    await pause(fault.delayMs);
  }
  if (fault?.status) {
    throw new GateRefusal(
      fault.status,
      fault.code ?? 'InternalFailure',
      'A fault was asked for',
    );
  }
}

/**
 * Verifies the token in the form, and replaces its audience by one string: Kubernetes sends a list, but MiniStack needs
 * a string.
 */
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

/** @returns the status of the answer */
function control(
  { controlToken }: GateOptions,
  faults: GateFaults,
  incoming: IncomingMessage,
  body: Buffer,
): number {
  if (incoming.headers['x-gate-token'] !== controlToken) {
    return 403;
  }
  if (incoming.method === 'DELETE') {
    faults.clear();
  }
  if (incoming.method === 'POST') {
    try {
      faults.add(JSON.parse(body.toString()));
    } catch {
      return 400;
    }
  }
  return 200;
}

function refuse(
  outgoing: ServerResponse,
  service: string,
  error: unknown,
): void {
  if (outgoing.headersSent) {
    outgoing.destroy();
    return;
  }
  if (!(error instanceof GateRefusal)) {
    process.stderr.write(`gate: ${(error as Error)?.stack ?? error}\n`);
  }
  const { status, headers, body } = refusalAnswer(
    service,
    error instanceof GateRefusal
      ? error
      : new GateRefusal(500, 'InternalFailure', 'The gate failed'),
  );
  outgoing.writeHead(status, headers).end(body);
}

async function readBody(incoming: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) {
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
