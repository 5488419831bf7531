import { Readiness, Workload } from 'backstage-plugin-irsa-common';
import {
  credentialOrder,
  CredentialOrder,
  SourceLanguage,
} from 'backstage-plugin-irsa-node';

/** Which credentials the SDKs of a source take while a Pod has key and role. */
export interface SdkOrder {
  /** `mixed`: some take the key and some the role. */
  first: 'key' | 'role' | 'mixed';
  /** The SDKs with their places, for people. */
  evidence: string[];
}

/**
 * The order of the SDKs that were seen in the source, for the way in which the key reaches the containers. Undefined
 * when the source was not read whole, has no SDK, or has a client of another make. Pure.
 */
export function sdkOrder(
  code: Readiness | undefined,
  { references }: Pick<Workload, 'references'>,
): SdkOrder | undefined {
  if (!code || code.sdks.length === 0 || code.filesLeft !== undefined) {
    return undefined;
  }
  const hasFile = references.some(({ location }) =>
    location.startsWith('volume-'),
  );
  const hasVariables = references.some(
    ({ location }) => !location.startsWith('volume-'),
  );
  const orders = code.sdks.map(sdk =>
    credentialOrder({ ...sdk, language: sdk.language as SourceLanguage }),
  );
  if (orders.some(order => order === undefined)) {
    return undefined;
  }
  const taken = new Set(
    (orders as CredentialOrder[]).flatMap(({ variables, file }) => [
      ...(hasVariables ? [variables] : []),
      ...(hasFile ? [file] : []),
    ]),
  );
  const [first] = taken;
  return first === undefined
    ? undefined
    : {
        first: taken.size > 1 ? 'mixed' : first,
        evidence: code.sdks.map(sdkInWords),
      };
}

/** `boto3 1.34.0 (requirements.txt:1)` */
export function sdkInWords(sdk: Readiness['sdks'][number]): string {
  const { packageName, version, file, line } = sdk;
  return `${packageName}${version ? ` ${version}` : ''} (${file}:${line})`;
}
