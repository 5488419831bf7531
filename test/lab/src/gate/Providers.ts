import {
  GetOpenIDConnectProviderCommand,
  IAMClient,
  IAMServiceException,
} from '@aws-sdk/client-iam';
import { unreachable } from './passOn';

export interface ProvidersOptions {
  /** Port of the emulator on loopback. */
  emulatorPort: number;
  region: string;
  accountId: string;
  /** Key of the emulator's root. */
  rootKey: string;
}

/** The OpenID Connect providers that are registered in the emulator's IAM. */
export class Providers {
  private readonly iam: IAMClient;

  constructor(private readonly options: ProvidersOptions) {
    this.iam = new IAMClient({
      endpoint: `http://127.0.0.1:${options.emulatorPort}`,
      region: options.region,
      // Callers of the gate retry by themselves.
      maxAttempts: 1,
      credentials: {
        accessKeyId: options.rootKey,
        secretAccessKey: options.rootKey,
      },
    });
  }

  /** @returns client ids of the issuer's provider, undefined when there is none @throws GateRefusal 502 */
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
      if ((error as Error).name.startsWith('NoSuchEntity')) {
        return undefined;
      }
      if (error instanceof IAMServiceException) {
        throw error;
      }
      throw unreachable(error as NodeJS.ErrnoException);
    }
  }
}
