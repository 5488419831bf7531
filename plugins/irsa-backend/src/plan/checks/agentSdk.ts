import { Readiness } from 'backstage-plugin-irsa-common';
import { sdkInWords, tellsSdks } from '../world/sdkOrder';
import { answer, PlanCheck, short } from './PlanCheck';
import { sourceRead } from './sourceRead';

/**
 * First versions that ask the agent, where versions of the package tell; `undefined` where only the date of a release does.
 * https://docs.aws.amazon.com/eks/latest/userguide/pod-id-minimum-sdk.html
 */
const MINIMUM: readonly [packages: RegExp, version: string | undefined][] = [
  [/^(boto3|botocore)$/, '1.34.41'],
  [/^aws-sdk$/, '2.1550.0'],
  [/^@aws-sdk\//, '3.458.0'],
  [/^github\.com\/aws\/aws-sdk-go$/, '1.47.11'],
  [/^com\.amazonaws:aws-java-sdk/, '1.12.746'],
  [/^software\.amazon\.awssdk:/, '2.21.30'],
  [/^aws-sdk-core$/, '3.188.0'],
  [/^aws\/aws-sdk-php$/, '3.287.1'],
];

const FALLBACK =
  'If the new Pods fail, the migration puts the old state back by itself.';

type Sdk = Readiness['sdks'][number];

/** Whether the SDKs of the source know the agent of EKS Pod Identity. That is younger than the token of IRSA. */
export const agentSdk: PlanCheck = ({ world: { code } }) => {
  if (!code || !tellsSdks(code)) {
    return answer('sdk', 'F5', {
      state: 'notChecked',
      message:
        'Which AWS SDK the service is built with is not known. SDKs since March 2024 take a role of EKS Pod Identity; older ones may not, also where they take one of IRSA.',
      evidence: code?.reason ?? 'The source was not read in full.',
      fix: FALLBACK,
    });
  }
  const evidence = `${short(code.sdks.map(sdkInWords))} in ${sourceRead(
    code,
  )}.`;
  const old = code.sdks.filter(sdk => verdictOf(sdk) === 'tooOld');
  const isAll = old.length === code.sdks.length;
  if (old.length > 0) {
    return answer('sdk', 'F5', {
      state: isAll ? 'blocked' : 'warning',
      // Without places: a code request raises versions as IRSA wants them, which is not enough here.
      params: { sdks: old.map(sdkInWords) },
      message: `${short(
        old.map(
          sdk =>
            `${sdkInWords(sdk)} is older than ${
              minimumOf(sdk)?.[1]
            }, the first that asks the agent of EKS Pod Identity`,
        ),
      )}.`,
      evidence,
      fix: 'Move to a newer version and deploy that first, or plan with IRSA.',
    });
  }
  const unknown = code.sdks.filter(sdk => verdictOf(sdk) === 'notKnown');
  return unknown.length > 0
    ? answer('sdk', 'F5', {
        state: 'notChecked',
        params: { places: unknown.map(({ file, line }) => `${file}:${line}`) },
        message: `Whether ${short(
          unknown.map(sdkInWords),
        )} asks the agent of EKS Pod Identity is not known.`,
        evidence,
        fix: FALLBACK,
      })
    : answer('sdk', 'F5', {
        state: 'passed',
        params: { sdks: code.sdks.map(sdkInWords) },
        message:
          'The AWS SDK of the service asks the agent of EKS Pod Identity.',
        evidence,
      });
};

function minimumOf({ packageName }: Sdk) {
  return MINIMUM.find(([packages]) => packages.test(packageName));
}

function verdictOf(sdk: Sdk): 'fits' | 'tooOld' | 'notKnown' {
  const minimum = minimumOf(sdk)?.[1];
  if (!minimum || !sdk.version || !/^\d+(\.\d+)*/.test(sdk.version)) {
    return 'notKnown';
  }
  return isBefore(sdk.version, minimum) ? 'tooOld' : 'fits';
}

function isBefore(version: string, minimum: string): boolean {
  const have = version.split('.').map(part => Number.parseInt(part, 10) || 0);
  const need = minimum.split('.').map(Number);
  const at = need.findIndex((part, index) => (have[index] ?? 0) !== part);
  return at >= 0 && (have[at] ?? 0) < need[at];
}
