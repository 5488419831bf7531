import { Check, Readiness } from 'backstage-plugin-irsa-common';
import { credentialVariables } from 'backstage-plugin-irsa-node';
import { codeFirst, notSeenToRun } from './codeFirst';
import { answer, PlanCheck, short } from './PlanCheck';
import { sentences, sourceRead } from './sourceRead';

/** Said by the check of the SDK. */
const OF_SDKS = /^sdk-|^sts-module-missing$|^unreadable$/;

/** Places in the source of the service that use the static key itself. They have to change before the key goes. */
export const sourceCode: PlanCheck = ({ world }) => {
  const { code } = world;
  const found = (code?.findings ?? []).filter(
    ({ rule, verdict }) => verdict !== 'note' && !OF_SDKS.test(rule),
  );
  if (!code) {
    return undefined;
  }
  if (found.length > 0) {
    const breaks = found.filter(({ verdict }) => verdict === 'blocker');
    const worst = breaks.length > 0 ? breaks : found;
    const places = [
      ...new Set(worst.map(({ file, line }) => `${file}:${line}`)),
    ];
    const own = world.workload.references
      .filter(({ location }) => location.startsWith('env'))
      .flatMap(({ envNames }) => envNames)
      .filter(name => !credentialVariables.has(name));
    return answer('source-code', 'F2', {
      state: 'warning',
      params: { places },
      message: `${
        breaks.length > 0
          ? 'The source of the service uses the static key itself and would fail without it'
          : 'The source of the service has to change before the key goes'
      }: ${short(places)}. ${sentences(worst.map(({ what }) => what))}`,
      evidence: `${short(places)} in ${sourceRead(
        code,
      )}. Whether the running image was built from it is not known.`,
      fix: `${codeFirst(code, world.codeRequest)}${
        own.length > 0
          ? ` Until the role is there, the changed code looks for the key in AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, so give it these beside ${short(
              own,
            )} as well.`
          : ' Until the role is there, the changed code takes the key from the same variables.'
      }`,
    });
  }
  return notSeenToRun(world) ?? (code.sdks.length > 0 ? rest(code) : undefined);
};

/** Nothing was found: all was read, or not. */
function rest(code: Readiness): Check {
  return code.filesLeft === undefined
    ? answer('source-code', 'F2', {
        state: 'passed',
        message: 'No place of the source uses the static key itself.',
        evidence: `${code.filesRead} files of ${sourceRead(code)}.`,
      })
    : answer('source-code', 'F2', {
        state: 'notChecked',
        params: { filesLeft: code.filesLeft },
        message: `The source was not read whole: ${code.filesLeft} files were not read.`,
        evidence: code.reason ?? `${sourceRead(code)}.`,
        fix: 'Let backstage.io/source-location point at the folder of the service.',
      });
}
