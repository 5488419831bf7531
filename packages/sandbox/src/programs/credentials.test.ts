import {
  CredentialsError,
  ProcessView,
  resolveCredentials,
  resolveRegion,
} from './credentials';
import { SDKS, SdkName } from './sdks';

const KEYS = { AWS_ACCESS_KEY_ID: 'id-env', AWS_SECRET_ACCESS_KEY: 'fake' };
const WEB_IDENTITY = {
  AWS_ROLE_ARN: 'arn:aws:iam::111122223333:role/test',
  AWS_WEB_IDENTITY_TOKEN_FILE: '/var/run/token',
};
const FILE =
  '[default]\naws_access_key_id = id-file\naws_secret_access_key=fake\n';

function view(
  env: Record<string, string>,
  files: Record<string, string> = {},
): ProcessView {
  return { env, readFile: path => files[path] };
}

function winner(sdk: SdkName, process: ProcessView): string {
  const found = resolveCredentials(sdk, process);
  return found.kind === 'static' ? found.source : found.kind;
}

const withFile = { '/root/.aws/credentials': FILE };

describe('resolveCredentials', () => {
  it.each([
    // SDK, keys + web identity, file + web identity, keys + file
    ['boto3', 'environment', 'webIdentity', 'environment'],
    ['boto2', 'environment', 'sharedFile', 'environment'],
    ['go-v1', 'environment', 'webIdentity', 'environment'],
    ['go-v2', 'environment', 'webIdentity', 'environment'],
    ['java-v1', 'environment', 'webIdentity', 'environment'],
    ['java-v2', 'environment', 'webIdentity', 'environment'],
    ['js-v2', 'environment', 'sharedFile', 'environment'],
    ['js-v3', 'environment', 'sharedFile', 'environment'],
    ['dotnet-v3', 'webIdentity', 'webIdentity', 'sharedFile'],
    ['dotnet-v4', 'environment', 'webIdentity', 'environment'],
    ['ruby', 'environment', 'webIdentity', 'environment'],
    ['php', 'environment', 'webIdentity', 'environment'],
    ['cpp', 'environment', 'sharedFile', 'environment'],
    ['rust', 'environment', 'sharedFile', 'environment'],
  ] as const)(
    '%s prefers %s to web identity, %s over a file with web identity, %s over a file with keys',
    (sdk, keysAndRole, fileAndRole, keysAndFile) => {
      expect(winner(sdk, view({ ...KEYS, ...WEB_IDENTITY }))).toBe(keysAndRole);
      expect(winner(sdk, view(WEB_IDENTITY, withFile))).toBe(fileAndRole);
      expect(winner(sdk, view(KEYS, withFile))).toBe(keysAndFile);
    },
  );

  it.each(Object.keys(SDKS) as SdkName[])(
    '%s fails in its own words when there is nothing',
    sdk => {
      expect(() => resolveCredentials(sdk, view({}))).toThrow(
        new CredentialsError(SDKS[sdk].noCredentials),
      );
    },
  );

  it.each(Object.keys(SDKS) as SdkName[])(
    '%s asks the agent of EKS Pod Identity last, or never',
    sdk => {
      const agent = {
        AWS_CONTAINER_CREDENTIALS_FULL_URI: 'http://169.254.170.23/v1',
        AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE: '/var/run/agent',
      };
      const found = (env: Record<string, string>, files = {}) => {
        try {
          return resolveCredentials(sdk, view({ ...agent, ...env }, files))
            .kind;
        } catch {
          return 'nothing';
        }
      };
      const taken = {
        alone: found({}),
        keys: found(KEYS),
        file: found({}, withFile),
        token: found(WEB_IDENTITY),
      };
      const known: Partial<Record<SdkName, object>> = {
        none: {
          alone: 'nothing',
          keys: 'static',
          file: 'nothing',
          token: 'nothing',
        },
        boto2: {
          alone: 'nothing',
          keys: 'static',
          file: 'static',
          token: 'nothing',
        },
      };
      expect(taken).toEqual(
        known[sdk] ?? {
          alone: 'container',
          keys: 'static',
          file: 'static',
          token: 'webIdentity',
        },
      );
    },
  );

  it('stops at an id without a secret in botocore, and goes on elsewhere', () => {
    const half = view(
      { AWS_ACCESS_KEY_ID: 'id-env', ...WEB_IDENTITY },
      withFile,
    );
    expect(() => resolveCredentials('boto3', half)).toThrow(
      'Partial credentials found in env, missing: AWS_SECRET_ACCESS_KEY',
    );
    expect(winner('go-v2', half)).toBe('webIdentity');
    expect(winner('rust', half)).toBe('sharedFile');
  });

  it('skips an id that is an empty string', () => {
    const empty = view({
      AWS_ACCESS_KEY_ID: '',
      AWS_SECRET_ACCESS_KEY: '',
      ...WEB_IDENTITY,
    });
    expect(winner('boto3', empty)).toBe('webIdentity');
  });

  it('lets AWS_PROFILE hide the keys of the environment in JavaScript v3 only', () => {
    const profile = view(
      { ...KEYS, AWS_PROFILE: 'app', AWS_SHARED_CREDENTIALS_FILE: '/etc/aws' },
      {
        '/etc/aws':
          '# two\n[default]\naws_access_key_id=no\n[app]\naws_access_key_id = yes\naws_secret_access_key = fake\n',
      },
    );
    expect(resolveCredentials('js-v3', profile)).toMatchObject({
      source: 'sharedFile',
      accessKeyId: 'yes',
    });
    expect(winner('boto3', profile)).toBe('environment');
  });

  it('hands the session name and token on', () => {
    expect(
      resolveCredentials(
        'boto3',
        view({ ...WEB_IDENTITY, AWS_ROLE_SESSION_NAME: 'pod-1' }),
      ),
    ).toMatchObject({ sessionName: 'pod-1', tokenFile: '/var/run/token' });
    expect(
      resolveCredentials('boto3', view({ ...KEYS, AWS_SESSION_TOKEN: 'fake' })),
    ).toMatchObject({ sessionToken: 'fake' });
  });
});

describe('resolveRegion', () => {
  it('reads the variables its SDK knows', () => {
    const process = view({ AWS_DEFAULT_REGION: 'eu-west-3' });
    expect(resolveRegion('boto3', process, 'eu-west-1')).toBe('eu-west-3');
    expect(() => resolveRegion('js-v3', process, 'eu-west-1')).toThrow(
      'Region is missing',
    );
    expect(resolveRegion('java-v2', process, 'eu-west-1')).toBe('eu-west-1');
  });
});
