import { AwsCallError, SessionCredentials } from './awsCaller';
import {
  CredentialsError,
  resolveCredentials,
  resolveRegion,
} from './credentials';
import { ProgramContext } from './program';
import { Sdk, SDKS } from './sdks';

export interface Identity {
  credentials: SessionCredentials;
  /** ARN as AWS returns it. */
  arn: string;
  /** Milliseconds since the epoch; absent for static keys. */
  expiration?: number;
}

/** SDKs fetch new credentials this long before the old ones end. */
const REFRESH_BEFORE_MILLISECONDS = 10 * 60_000;

/**
 * The credentials of one process. They are resolved when first needed, and again before they expire if they came from
 * STS. Static keys are kept for the life of the process, as in SDK clients.
 */
export class AwsSession {
  private readonly context: ProgramContext;
  private readonly sdk: Sdk;
  private cachedIdentity?: Identity;

  constructor(context: ProgramContext) {
    this.context = context;
    this.sdk = SDKS[context.image.sdk];
  }

  get userAgent(): string {
    return this.sdk.userAgent;
  }

  /** Throws {@link CredentialsError} when the SDK insists on a region and none is named. */
  region(): string {
    const { image, container, region } = this.context;
    return resolveRegion(image.sdk, container, region);
  }

  async identity(): Promise<Identity> {
    const { clock } = this.context;
    if (this.cachedIdentity) {
      const { expiration } = this.cachedIdentity;
      if (
        !expiration ||
        expiration - clock.now() > REFRESH_BEFORE_MILLISECONDS
      ) {
        return this.cachedIdentity;
      }
    }
    this.cachedIdentity = await this.resolve();
    return this.cachedIdentity;
  }

  private async resolve(): Promise<Identity> {
    const { aws, container, image, log } = this.context;
    const found = resolveCredentials(image.sdk, container);
    if (found.kind === 'webIdentity') {
      const token = container.readFile(found.tokenFile);
      if (!token) {
        throw new CredentialsError(
          `cannot read web identity token file ${found.tokenFile}: no such file or directory`,
        );
      }
      const session = await aws.assumeRoleWithWebIdentity({
        roleArn: found.roleArn,
        sessionName: found.sessionName ?? this.defaultSessionName(),
        token,
        userAgent: this.userAgent,
      });
      log(`Found credentials from web identity: ${session.arn}`);
      return session;
    }
    if (found.kind === 'container') {
      const token = container.readFile(found.tokenFile);
      if (!token || !this.context.podIdentity) {
        throw new CredentialsError(
          `cannot read the token file ${found.tokenFile} for the container credentials`,
        );
      }
      const session = await this.context.podIdentity.session(token);
      log(`Found credentials from the container provider: ${session.arn}`);
      return session;
    }
    const arn = await aws.getCallerIdentity(
      found,
      this.region(),
      this.userAgent,
    );
    log(
      `Found credentials in ${
        found.source === 'environment'
          ? 'environment variables'
          : 'shared credentials file'
      }: ${arn}`,
    );
    return { credentials: found, arn };
  }

  private defaultSessionName(): string {
    const { image, clock } = this.context;
    const prefix = image.sdk === 'boto3' ? 'botocore-session' : 'aws-sdk';
    return `${prefix}-${Math.floor(clock.now() / 1000)}`;
  }
}

/** Whether another try with the same credentials cannot succeed, so that an app gives up. */
export function isHopeless(error: unknown): boolean {
  if (error instanceof CredentialsError) {
    return true;
  }
  return (
    error instanceof AwsCallError &&
    error.status >= 400 &&
    error.status < 500 &&
    ![
      'Throttling',
      'SlowDown',
      'IDPCommunicationError',
      'RequestTimeout',
    ].includes(error.code)
  );
}

/** One line for a log. Neither messages of SDKs nor ours contain a secret. */
export function describeError(error: unknown): string {
  if (error instanceof AwsCallError) {
    return `An error occurred (${error.code}): ${error.message}`;
  }
  return error instanceof Error ? error.message : String(error);
}
