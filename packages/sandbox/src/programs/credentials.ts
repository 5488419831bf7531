import { Sdk, SDKS, SdkName } from './sdks';
import { readProfile } from './sharedCredentialsFile';

/** The inputs of a process: its environment and its files. */
export interface ProcessView {
  env: Record<string, string>;
  readFile(path: string): string | undefined;
}

export interface StaticCredentials {
  kind: 'static';
  source: 'environment' | 'sharedFile';
  accessKeyId: string;
  secretAccessKey: string;
  sessionToken?: string;
}

/** The parameters for STS, which then returns credentials. */
export interface WebIdentity {
  kind: 'webIdentity';
  roleArn: string;
  tokenFile: string;
  sessionName?: string;
}

/** The token for the agent of EKS Pod Identity, which then returns credentials. */
export interface ContainerCredentials {
  kind: 'container';
  tokenFile: string;
}

/** The chain found no credentials, or stopped at an incomplete setting. The message is that of the SDK. */
export class CredentialsError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'CredentialsError';
  }
}

/** They know keys only. */
const NO_AGENT: readonly SdkName[] = ['boto2', 'none'];

const STEPS = {
  environment: fromEnvironment,
  sharedFile: fromSharedFile,
  webIdentity: fromWebIdentity,
};

/**
 * Runs the default credential chain of an SDK as inside the container. Throws {@link CredentialsError} when nothing is
 * found.
 */
export function resolveCredentials(
  sdkName: SdkName,
  view: ProcessView,
): StaticCredentials | WebIdentity | ContainerCredentials {
  const sdk: Sdk = SDKS[sdkName];
  for (const step of sdk.chain) {
    const found = STEPS[step](sdk, view);
    if (found) {
      return found;
    }
  }
  // After all others in every chain that knows it.
  const tokenFile = view.env.AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE;
  if (
    view.env.AWS_CONTAINER_CREDENTIALS_FULL_URI &&
    tokenFile &&
    !NO_AGENT.includes(sdkName)
  ) {
    return { kind: 'container', tokenFile };
  }
  throw new CredentialsError(sdk.noCredentials);
}

function fromEnvironment(
  sdk: Sdk,
  { env }: ProcessView,
): StaticCredentials | undefined {
  if (sdk.profileHidesEnvironment && env.AWS_PROFILE) {
    return undefined;
  }
  const accessKeyId = env.AWS_ACCESS_KEY_ID;
  const secretAccessKey = env.AWS_SECRET_ACCESS_KEY;
  if (accessKeyId && secretAccessKey) {
    return {
      kind: 'static',
      source: 'environment',
      accessKeyId,
      secretAccessKey,
      sessionToken: env.AWS_SESSION_TOKEN || undefined,
    };
  }
  if (accessKeyId && sdk.partialKeysAreFatal) {
    throw new CredentialsError(
      'botocore.exceptions.PartialCredentialsError: Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY',
    );
  }
  return undefined;
}

function fromSharedFile(
  _sdk: Sdk,
  { env, readFile }: ProcessView,
): StaticCredentials | undefined {
  const path =
    env.AWS_SHARED_CREDENTIALS_FILE ||
    `${env.HOME || '/root'}/.aws/credentials`;
  const text = readFile(path);
  const profile = text && readProfile(text, env.AWS_PROFILE || 'default');
  if (!profile) {
    return undefined;
  }
  const accessKeyId = profile.aws_access_key_id;
  const secretAccessKey = profile.aws_secret_access_key;
  if (!accessKeyId || !secretAccessKey) {
    return undefined;
  }
  return {
    kind: 'static',
    source: 'sharedFile',
    accessKeyId,
    secretAccessKey,
    sessionToken: profile.aws_session_token,
  };
}

function fromWebIdentity(
  sdk: Sdk,
  { env }: ProcessView,
): WebIdentity | undefined {
  const tokenFile = env.AWS_WEB_IDENTITY_TOKEN_FILE;
  const roleArn = env.AWS_ROLE_ARN;
  if (tokenFile && roleArn) {
    return {
      kind: 'webIdentity',
      roleArn,
      tokenFile,
      sessionName: env.AWS_ROLE_SESSION_NAME || undefined,
    };
  }
  if (tokenFile && sdk.partialWebIdentityIsFatal) {
    throw new CredentialsError(
      'configured to assume role with web identity but has no role ARN: AWS_ROLE_ARN is not set',
    );
  }
  return undefined;
}

/** The region that a client of this SDK signs for. Throws {@link CredentialsError} where the SDK insists on one. */
export function resolveRegion(
  sdkName: SdkName,
  { env }: ProcessView,
  fallback: string,
): string {
  const sdk: Sdk = SDKS[sdkName];
  for (const variable of sdk.regionVariables) {
    if (env[variable]) {
      return env[variable];
    }
  }
  if (sdk.missingRegion) {
    throw new CredentialsError(sdk.missingRegion);
  }
  // The other SDKs ask the instance metadata, or follow the redirect of the bucket. Both lead to its region.
  return fallback;
}
