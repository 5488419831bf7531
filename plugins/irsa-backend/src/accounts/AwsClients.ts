import { CloudTrailClient } from '@aws-sdk/client-cloudtrail';
import { IAMClient } from '@aws-sdk/client-iam';
import { S3Client } from '@aws-sdk/client-s3';
import { STSClient } from '@aws-sdk/client-sts';
import {
  AwsCredentialIdentity,
  AwsCredentialIdentityProvider,
} from '@aws-sdk/types';
import { IrsaConfig } from '../config/IrsaConfig';

/** What the clients of services have in common that the portal only reads policies of. */
export type ClientSettings = ReturnType<AwsClients['settings']>;

type Credentials = AwsCredentialIdentity | AwsCredentialIdentityProvider;

/** Part of the user agent of all calls of the portal. */
export const USER_AGENT = 'backstage-irsa';

const REQUEST_HANDLER = { connectionTimeout: 5_000, requestTimeout: 30_000 };

/** Makes SDK clients with the endpoints of `irsa.aws`. */
export class AwsClients {
  private readonly common;

  /** @param attempts - how often the SDK tries a call, with growing pauses */
  constructor(private readonly aws: IrsaConfig['aws'], attempts = 5) {
    this.common = {
      customUserAgent: USER_AGENT,
      // Slows down automatically when AWS throttles.
      retryMode: 'adaptive',
      maxAttempts: attempts,
    };
  }

  iam(credentials: Credentials, region?: string): IAMClient {
    return new IAMClient({
      ...this.common,
      requestHandler: { ...REQUEST_HANDLER },
      region: region ?? this.aws.region,
      endpoint: this.aws.endpoints.iam ?? this.aws.endpoint,
      credentials,
    });
  }

  /** For a client of a service without an endpoint setting of its own. */
  settings(credentials: Credentials, region: string) {
    return {
      ...this.common,
      // A plan waits for these. A service that cannot be reached from here must not hold it up for long.
      maxAttempts: 2,
      requestHandler: { ...REQUEST_HANDLER },
      region,
      endpoint: this.aws.endpoint,
      credentials,
    };
  }

  cloudTrail(credentials: Credentials, region: string): CloudTrailClient {
    return new CloudTrailClient({
      ...this.settings(credentials, region),
      // Acts wait for it.
      requestHandler: { connectionTimeout: 3_000, requestTimeout: 10_000 },
    });
  }

  /** Without credentials for calls that are not signed. */
  sts(options: { region?: string; credentials?: Credentials }): STSClient {
    return new STSClient({
      ...this.common,
      requestHandler: { ...REQUEST_HANDLER },
      region: options.region ?? this.aws.region,
      endpoint: this.aws.endpoints.sts ?? this.aws.endpoint,
      // Prevents the use of the process's own credentials by accident: web identity calls are not signed.
      credentials: options.credentials ?? {
        accessKeyId: '',
        secretAccessKey: '',
      },
    });
  }

  s3(options: { region?: string; credentials: Credentials }): S3Client {
    const endpoint = this.aws.endpoints.s3 ?? this.aws.endpoint;
    return new S3Client({
      ...this.common,
      requestHandler: { ...REQUEST_HANDLER },
      region: options.region ?? this.aws.region,
      endpoint,
      // An emulator or proxy has one host name for all buckets.
      forcePathStyle: endpoint !== undefined,
      // A bucket's region is not known beforehand.
      followRegionRedirects: true,
      credentials: options.credentials,
    });
  }
}
