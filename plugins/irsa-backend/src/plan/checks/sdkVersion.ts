import { Readiness } from 'backstage-plugin-irsa-common';
import { answerInWords, sdkInWords, tellsSdks } from '../world/sdkOrder';
import { answer, PlanCheck, short } from './PlanCheck';
import { fitImages, tooOldImages } from './publicImages';
import { sentences, sourceRead } from './sourceRead';

/** What says that a package cannot take a role as it is. */
const CANNOT = ['sdk-never', 'sdk-too-old', 'sts-module-missing'];

const FALLBACK =
  'If the new Pods fail, the migration puts the old state back by itself.';

/** Whether the SDKs can take a role: what runs, where its image is a known one; else what the source says. */
export const sdkVersion: PlanCheck = ({ world }) => {
  const { code } = world;
  const image = world.workload.image ?? '';
  const old = tooOldImages(world);
  if (old) {
    return old;
  }
  const unfit = (code?.findings ?? []).filter(({ rule }) =>
    CANNOT.includes(rule),
  );
  if (code && unfit.length > 0) {
    const names = unfit.map(({ file, line }) => `${file}:${line}`);
    const isAll = code.sdks.every(sdk => isUnfit(sdk, unfit));
    return answer('sdk', 'F5', {
      state: isAll ? 'blocked' : 'warning',
      params: { places: names },
      message: `${
        isAll
          ? 'The AWS SDK of the service cannot take a role.'
          : 'One of the AWS SDKs in the source cannot take a role.'
      } ${sentences(unfit.map(({ what }) => what))}`,
      evidence: `${short(names)} in ${sourceRead(code)}.`,
      fix: `${sentences(
        unfit.map(({ change }) => change),
      )} Merge and deploy that first; then make a new plan.`,
    });
  }
  if (code && tellsSdks(code)) {
    const sdks = code.sdks.map(sdkInWords);
    const doubts = code.findings.filter(({ rule }) =>
      ['sdk-version-unknown', 'sdk-own-chain'].includes(rule),
    );
    return doubts.length > 0
      ? answer('sdk', 'F5', {
          state: 'warning',
          params: { places: doubts.map(({ file, line }) => `${file}:${line}`) },
          message: sentences(doubts.map(({ what }) => what)),
          evidence: `${short(sdks)} in ${sourceRead(code)}.`,
          fix: sentences(doubts.map(({ change }) => change)),
        })
      : answer('sdk', 'F5', {
          state: 'passed',
          params: { sdks },
          message: `The AWS SDK of the service can take a role: ${short(
            sdks,
          )}.`,
          evidence: `The packages of ${sourceRead(code)}.`,
        });
  }
  const fit = fitImages(world);
  if (fit) {
    return fit;
  }
  const said = code?.answer;
  if (said) {
    const params = { sdk: said.sdk };
    const evidence = `It is ${answerInWords(said)}.`;
    return said.sdk === 'boto2'
      ? answer('sdk', 'F5', {
          state: 'blocked',
          params,
          message: 'The service uses boto 2, which cannot take a role.',
          evidence,
          fix: 'Move to boto3 first. If the answer is wrong, give another one under "Is the code ready for a role?" on the page of the service.',
        })
      : answer('sdk', 'F5', {
          state: 'notChecked',
          params,
          message:
            'Which AWS SDK the service uses was said; that its version can take a role was not seen. Versions since the end of 2019 can; Java needs its sts module, .NET AWSSDK.SecurityToken.',
          evidence,
          fix: FALLBACK,
        });
  }
  return answer('sdk', 'F5', {
    state: 'notChecked',
    params: { image },
    message:
      'Which AWS SDK the service is built with is not known. SDKs since the end of 2019 can use a role; Java needs its sts module, .NET AWSSDK.SecurityToken.',
    evidence: `${
      image
        ? `Image ${image}; its content is not read, and no table of public images tells.`
        : 'No image is named.'
    }${code?.reason ? ` Of the source: ${code.reason}` : ''}`,
    fix: `${
      code
        ? 'Say which SDK it uses under "Is the code ready for a role?" on the page of the service; the answer is kept. '
        : ''
    }${FALLBACK}`,
  });
};

/** A missing module is said once for all packages of its language. */
function isUnfit(
  { file, line, language }: Readiness['sdks'][number],
  unfit: Readiness['findings'],
): boolean {
  return unfit.some(finding =>
    finding.rule === 'sts-module-missing'
      ? finding.language === language
      : finding.file === file && finding.line === line,
  );
}
