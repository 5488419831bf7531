import { Sha256 } from '@aws-crypto/sha256-js';
import { SignatureV4 } from '@smithy/signature-v4';
import { XMLParser } from 'fast-xml-parser';
import { Agent, request } from 'node:http';
import { Clock } from '../clock';

export interface SessionCredentials {
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** An error answer of AWS. */
export class AwsCallError extends Error {
  constructor(readonly status: number, readonly code: string, message: string) {
    super(message);
    this.name = code;
  }
}

export interface AwsCallerOptions {
  /** The address of AWS, for example `http://127.0.0.1:41000`. */
  endpoint: string;
  clock: Clock;
}

interface Call {
  method: string;
  path: string;
  query?: Record<string, string>;
  headers?: Record<string, string>;
  body?: string;
}

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

const xml = new XMLParser({ ignoreAttributes: true, parseTagValue: false });
const TIMEOUT_MILLISECONDS = 10_000;

/**
 * The few signed calls that the programs make. One caller is shared by all Pods of a runtime, which is lighter than an
 * SDK client for each of forty Pods. The bytes on the wire are the same.
 */
export class AwsCaller {
  private readonly agent = new Agent({ keepAlive: true, maxSockets: 8 });
  private readonly endpoint: URL;
  private readonly clock: Clock;

  constructor(options: AwsCallerOptions) {
    this.endpoint = new URL(options.endpoint);
    this.clock = options.clock;
  }

  /**
   * STS AssumeRoleWithWebIdentity, unsigned as SDKs send it.
   * https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRoleWithWebIdentity.html
   */
  async assumeRoleWithWebIdentity(options: {
    roleArn: string;
    sessionName: string;
    token: string;
    userAgent: string;
  }): Promise<{
    credentials: SessionCredentials;
    expiration: number;
    arn: string;
  }> {
    const answer = await this.send({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'user-agent': options.userAgent,
      },
      body: new URLSearchParams({
        Action: 'AssumeRoleWithWebIdentity',
        Version: '2011-06-15',
        RoleArn: options.roleArn,
        RoleSessionName: options.sessionName,
        WebIdentityToken: options.token,
      }).toString(),
    });
    const result = xml.parse(answer.body).AssumeRoleWithWebIdentityResponse
      .AssumeRoleWithWebIdentityResult;
    return {
      credentials: {
        accessKeyId: result.Credentials.AccessKeyId,
        secretAccessKey: result.Credentials.SecretAccessKey,
        sessionToken: result.Credentials.SessionToken,
      },
      expiration: Date.parse(result.Credentials.Expiration),
      arn: result.AssumedRoleUser.Arn,
    };
  }

  /** STS GetCallerIdentity: the ARN of these credentials. Needs no permission. */
  async getCallerIdentity(
    credentials: SessionCredentials,
    region: string,
    userAgent: string,
  ): Promise<string> {
    const answer = await this.signed(credentials, 'sts', region, {
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
        'user-agent': userAgent,
      },
      body: 'Action=GetCallerIdentity&Version=2011-06-15',
    });
    return xml.parse(answer.body).GetCallerIdentityResponse
      .GetCallerIdentityResult.Arn;
  }

  /** One S3 request; resolves with its status, rejects with {@link AwsCallError}. */
  async s3(
    credentials: SessionCredentials,
    region: string,
    call: Call,
  ): Promise<Answer> {
    return this.signed(credentials, 's3', region, call);
  }

  /**
   * A presigned GET link by query parameters.
   * https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html
   * @param expiresIn - seconds, at most 604800
   */
  async presign(
    credentials: SessionCredentials,
    region: string,
    path: string,
    expiresIn: number,
  ): Promise<string> {
    const signed = await this.signer(credentials, 's3', region).presign(
      this.request({
        method: 'GET',
        path,
        // The opener of the link may send any headers, so the signer moves this one into the query.
        headers: { 'x-amz-content-sha256': 'UNSIGNED-PAYLOAD' },
      }),
      { expiresIn, signingDate: new Date(this.clock.now()) },
    );
    const query = new URLSearchParams(signed.query as Record<string, string>);
    return `${this.endpoint.origin}${path}?${query}`;
  }

  close(): void {
    this.agent.destroy();
  }

  private signer(
    credentials: SessionCredentials,
    service: string,
    region: string,
  ) {
    return new SignatureV4({
      credentials,
      service,
      region,
      sha256: Sha256,
      uriEscapePath: service !== 's3',
      applyChecksum: true,
    });
  }

  private request(call: Call) {
    return {
      method: call.method,
      protocol: this.endpoint.protocol,
      hostname: this.endpoint.hostname,
      port: Number(this.endpoint.port) || undefined,
      path: call.path,
      query: call.query,
      headers: { host: this.endpoint.host, ...call.headers },
      body: call.body,
    };
  }

  private async signed(
    credentials: SessionCredentials,
    service: string,
    region: string,
    call: Call,
  ): Promise<Answer> {
    const signed = await this.signer(credentials, service, region).sign(
      this.request(call),
      { signingDate: new Date(this.clock.now()) },
    );
    return this.send({ ...call, headers: signed.headers });
  }

  private async send(call: Call): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      const query = call.query ? `?${new URLSearchParams(call.query)}` : '';
      const outgoing = request(
        {
          agent: this.agent,
          hostname: this.endpoint.hostname,
          port: this.endpoint.port,
          method: call.method,
          path: `${call.path}${query}`,
          headers: call.headers,
          timeout: TIMEOUT_MILLISECONDS,
        },
        incoming => {
          const chunks: Buffer[] = [];
          incoming.on('data', chunk => chunks.push(chunk));
          incoming.on('error', reject);
          incoming.on('end', () =>
            resolve({
              status: incoming.statusCode ?? 0,
              headers: incoming.headers,
              body: Buffer.concat(chunks).toString('utf8'),
            }),
          );
        },
      );
      outgoing.on('timeout', () =>
        outgoing.destroy(new Error('Connect timeout on endpoint')),
      );
      outgoing.on('error', reject);
      outgoing.end(call.body);
    });
    if (answer.status >= 300) {
      throw toError(answer);
    }
    return answer;
  }
}

function toError(answer: Answer): AwsCallError {
  if (answer.body.trimStart().startsWith('<')) {
    const parsed = xml.parse(answer.body);
    const error = parsed.ErrorResponse?.Error ?? parsed.Error;
    if (error?.Code) {
      return new AwsCallError(answer.status, error.Code, error.Message ?? '');
    }
  }
  // The answer to HEAD has no body with a reason.
  return new AwsCallError(
    answer.status,
    String(answer.status),
    answer.status === 403 ? 'Forbidden' : `HTTP status ${answer.status}`,
  );
}
