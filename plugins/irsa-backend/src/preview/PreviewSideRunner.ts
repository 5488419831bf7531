import { S3Client } from '@aws-sdk/client-s3';
import { AwsCredentialIdentity } from '@aws-sdk/types';
import {
  PreviewMethod,
  PreviewRequest,
  PreviewSide,
  Probe,
} from 'backstage-plugin-irsa-common';
import { AccountRegistry } from '../accounts/types';
import { callerArn } from '../accounts/assume';
import { IdentityPolicies } from './decideRequest';
import { explainDenial } from './explainDenial';
import { LinkVault, PreviewOf } from './LinkVault';
import { removeProbe, sendProbe } from './probe';
import { METHOD_ORDER } from './sessionPolicy';

export interface SideOptions {
  identity: 'key' | 'role';
  credentials: AwsCredentialIdentity;
  /** When the session ends; absent for a key. */
  sessionEndsAt?: Date;
  region: string;
  partition: string;
  policies?: IdentityPolicies;
  keyLast4?: string;
  /** Told when a probe object may still be in the bucket. */
  onLeft: () => void;
}

/** Signs and sends all methods with one identity. */
export class PreviewSideRunner {
  constructor(
    private readonly accounts: AccountRegistry,
    private readonly vault: LinkVault,
    private readonly now: () => number,
  ) {}

  async run(
    preview: PreviewOf,
    request: PreviewRequest,
    options: SideOptions,
  ): Promise<PreviewSide> {
    const { credentials, region, identity } = options;
    const side: PreviewSide = {
      identity,
      state: 'ok',
      keyLast4: options.keyLast4,
      sessionEndsAt: options.sessionEndsAt?.toISOString(),
      arn: await this.identityOf(options),
      probes: [],
    };
    const client = this.accounts.s3({ region, credentials });
    // Without this, a PUT link would be bound to the checksum of an empty body.
    client.config.requestChecksumCalculation = async () => 'WHEN_REQUIRED';
    try {
      for (const method of METHOD_ORDER) {
        if (!request.methods.includes(method)) {
          continue;
        }
        side.probes.push(
          await this.probe(client, method, preview, request, options),
        );
      }
      const written = side.probes.find(
        ({ method, status = 0 }) =>
          method === 'PUT' && status < 300 && status > 0,
      );
      if (isUnanswered(side.probes)) {
        options.onLeft();
      }
      if (written && !(await removeProbe(client, request))) {
        options.onLeft();
        written.why = [
          ...(written.why ?? []),
          `The probe object could not be removed by this identity; the portal tries again for seven days with the other identity. It is ${request.bucket}/${request.key}.`,
        ];
      }
      return side;
    } finally {
      client.destroy();
    }
  }

  private async probe(
    client: S3Client,
    method: PreviewMethod,
    preview: PreviewOf,
    request: PreviewRequest,
    options: SideOptions,
  ): Promise<Probe> {
    const signedAt = this.now();
    const { probe, url, region } = await sendProbe(
      client,
      method,
      request,
      request.expirySeconds,
    );
    const linkEnd = signedAt + request.expirySeconds * 1000;
    const sessionEnd = options.sessionEndsAt?.getTime();
    const bySession = sessionEnd !== undefined && sessionEnd < linkEnd;
    const expiresAt = new Date(bySession ? sessionEnd : linkEnd).toISOString();
    const why = explainDenial({
      probe,
      partition: options.partition,
      bucket: request.bucket,
      key: request.key,
      identity: options.policies,
      bucketRegion: region,
    });
    const reasons = [...(probe.why ?? []), ...why];
    return {
      ...probe,
      linkId: this.vault.keep(preview, { url, method, expiresAt }),
      maskedLink: `${url.split('?')[0]}?•••`,
      expiresAt,
      endsBecause: bySession ? 'session' : 'link',
      ...(reasons.length > 0 && { why: reasons }),
    };
  }

  /** Undefined when even that is refused (a key that is off). The probes show the reason. */
  private async identityOf(options: SideOptions): Promise<string | undefined> {
    try {
      return await callerArn(
        this.accounts,
        options.region,
        options.credentials,
      );
    } catch {
      return undefined;
    }
  }
}

/** S3 may have written what it did not answer to. */
function isUnanswered(probes: Probe[]): boolean {
  return probes.some(
    ({ method, status = 0 }) =>
      method === 'PUT' && (status === 0 || status >= 500),
  );
}
