import { Readiness, SdkAnswer, Workload } from 'backstage-plugin-irsa-common';
import {
  credentialOrder,
  CredentialOrder,
  SourceLanguage,
} from 'backstage-plugin-irsa-node';

/** Which credentials the SDKs of a source take while a Pod has key and role. */
export interface SdkOrder {
  /** `mixed`: some take the key and some the role. */
  first: 'key' | 'role' | 'mixed';
  /** The SDKs with their places, or who said it, for people. */
  evidence: string[];
  /** Whether somebody said it, and the source does not tell. */
  isSaid: boolean;
}

/** A package for what people may answer; none where the order is not known. */
const PACKAGES: Record<
  SdkAnswer['sdk'],
  Parameters<typeof credentialOrder>[0] | undefined
> = {
  boto3: { language: 'python', packageName: 'boto3' },
  boto2: undefined,
  go: { language: 'go', packageName: 'github.com/aws/aws-sdk-go-v2' },
  java: { language: 'java', packageName: 'software.amazon.awssdk:s3' },
  node: { language: 'node', packageName: 'aws-sdk' },
  dotnet3: { language: 'dotnet', packageName: 'AWSSDK.Core', version: '3' },
  dotnet4: { language: 'dotnet', packageName: 'AWSSDK.Core', version: '4' },
  ruby: { language: 'ruby', packageName: 'aws-sdk-core' },
  php: { language: 'php', packageName: 'aws/aws-sdk-php' },
  rust: { language: 'rust', packageName: 'aws-config' },
  other: undefined,
};

/** What people call the SDKs that they may answer. */
const NAMES: Record<SdkAnswer['sdk'], string> = {
  boto3: 'boto3',
  boto2: 'boto 2',
  go: 'the SDK of Go',
  java: 'the SDK of Java',
  node: 'the SDK of JavaScript',
  dotnet3: 'the SDK of .NET, version 3',
  dotnet4: 'the SDK of .NET, version 4',
  ruby: 'the SDK of Ruby',
  php: 'the SDK of PHP',
  rust: 'the SDK of Rust',
  other: 'another client of AWS',
};

/** `boto3, as user:default/ann said at 2026-…` */
export function answerInWords({
  sdk,
  answeredBy,
  answeredAt,
}: SdkAnswer): string {
  return `${NAMES[sdk]}, as ${answeredBy} said at ${answeredAt}`;
}

/** Whether a source tells all SDKs of its service. */
export function tellsSdks({ sdks, filesLeft }: Readiness): boolean {
  return sdks.length > 0 && filesLeft === undefined;
}

/**
 * The order of the SDKs that were seen in the source, for the way in which the key reaches the containers; where the
 * source does not tell, that of the SDK that somebody named. Undefined when neither is known, or a client of another make
 * is among them. Pure.
 */
export function sdkOrder(
  code: Readiness | undefined,
  { references }: Pick<Workload, 'references'>,
): SdkOrder | undefined {
  if (!code) {
    return undefined;
  }
  const isSaid = !tellsSdks(code);
  const said = code.answer && PACKAGES[code.answer.sdk];
  const sdks = isSaid
    ? [said ?? []].flat()
    : code.sdks.map(sdk => ({
        ...sdk,
        language: sdk.language as SourceLanguage,
      }));
  const orders = sdks.map(credentialOrder);
  if (orders.some(order => order === undefined)) {
    return undefined;
  }
  const hasFile = references.some(({ location }) =>
    location.startsWith('volume-'),
  );
  const hasVariables = references.some(
    ({ location }) => !location.startsWith('volume-'),
  );
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
        evidence:
          isSaid && code.answer
            ? [answerInWords(code.answer)]
            : code.sdks.map(sdkInWords),
        isSaid,
      };
}

/**
 * Whether all SDKs of a source take a profile that names a role before the role of the ServiceAccount: those that take a file before
 * it, and that of Python. Undefined when they differ, or are not known. Pure.
 */
export function takesProfileFirst(
  code: Readiness | undefined,
): boolean | undefined {
  if (!code) {
    return undefined;
  }
  const said = code.answer && PACKAGES[code.answer.sdk];
  const sdks = tellsSdks(code) ? code.sdks : [said ?? []].flat();
  const answers = new Set(
    sdks.map(sdk => {
      const language = sdk.language as SourceLanguage;
      const order = credentialOrder({ ...sdk, language });
      return order && (language === 'python' || order.file === 'key');
    }),
  );
  return answers.size === 1 ? [...answers][0] : undefined;
}

/** `boto3 1.34.0 (requirements.txt:1)` */
export function sdkInWords(sdk: Readiness['sdks'][number]): string {
  const { packageName, version, file, line } = sdk;
  return `${packageName}${version ? ` ${version}` : ''} (${file}:${line})`;
}
