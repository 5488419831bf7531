import { Check, CodeRequest, Readiness } from 'backstage-plugin-irsa-common';
import { containersOf, podSpec } from '../world/podTemplate';
import { World } from '../world/World';
import { answer } from './PlanCheck';

const WHY =
  'The code comes before the cut-over, since what hands the key to its SDK never takes the role.';
const BY_HAND =
  'or run irsa-audit fix --code PATH in a checkout, merge and deploy what it writes';

/** What comes before the cut-over while the source has places that use the key, and why. */
export function codeFirst(
  { asOf }: Readiness,
  request: CodeRequest | undefined,
): string {
  switch (request?.state) {
    case 'open':
      return `Merge the code request ${request.url} first (open since ${request.createdAt}), and deploy it. ${WHY} Then make a new plan.`;
    case 'merged':
      return Date.parse(request.endedAt ?? '') > Date.parse(asOf)
        ? `The code request ${request.url} was merged at ${request.endedAt}, after the source was read: deploy it, and make a new plan in ten minutes. ${WHY}`
        : `The code request ${request.url} was merged at ${request.endedAt}, and these places are there all the same: open another one on this page, ${BY_HAND}. ${WHY} Then make a new plan.`;
    case 'closed':
      return `The code request ${request.url} was closed without a merge at ${request.endedAt}. Open another one on this page, merge and deploy it, ${BY_HAND}. ${WHY} Then make a new plan.`;
    case 'none':
      return `Change the code first: open the code request on this page, merge and deploy it, ${BY_HAND}. ${WHY} Then make a new plan.`;
    default:
      return `Change the code first: run irsa-audit fix --code PATH in a checkout, merge and deploy what it writes, then make a new plan.${inDoubt(
        request,
      )}`;
  }
}

function inDoubt(request: CodeRequest | undefined): string {
  if (!request) {
    return '';
  }
  return request.refusal
    ? ` The portal cannot open a request for it: ${request.reason}`
    : ` Whether a code request is open is not known: ${request.reason}`;
}

/** What is not known of the service that runs, where its source has no place that uses the key any more, or could not be read. */
export function notSeenToRun(world: World): Check | undefined {
  const { codeRequest, code } = world;
  switch (codeRequest?.state) {
    case 'merged':
      return ofMerged({ ...codeRequest, runs: runsOf(world) }, code);
    case 'open':
      return code?.verdict === 'unknown'
        ? warning({
            message:
              'The request that changes the source of the service is open, and the source could not be read.',
            evidence: `${codeRequest.url}, open since ${
              codeRequest.createdAt
            }. ${code.reason ?? ''}`,
            fix: `Merge the code request ${codeRequest.url} first, and deploy it. ${WHY} Then make a new plan.`,
          })
        : undefined;
    case 'notKnown':
      // It was looked for only since places want one, such as versions of an SDK; another check names them.
      if (
        codeRequest.refusal &&
        code?.findings.some(({ verdict }) => verdict !== 'note')
      ) {
        return undefined;
      }
      return warning({
        message:
          'What became of the request that changes the source of the service is not known, so what runs may be older than the source.',
        evidence: codeRequest.reason ?? '',
        fix: `See that the image that runs was built from the changed source, or make a new plan when the host answers. ${WHY}`,
      });
    default:
      return undefined;
  }
}

/** The tag of the first image tells nothing of another container that has the key too. */
function runsOf({ codeRequest, workload, object }: World): CodeRequest['runs'] {
  const holders = workload.references.map(({ container }) => container);
  const other = containersOf(podSpec(object)).find(
    ({ container: { name, image } }) =>
      holders.includes(String(name)) && image !== workload.image,
  );
  return other && codeRequest?.runs?.state === 'yes'
    ? {
        state: 'notKnown',
        evidence: `${codeRequest.runs.evidence} Container ${other.container.name} has the key too, and another image.`,
      }
    : codeRequest?.runs;
}

function ofMerged(
  { url, endedAt, runs }: CodeRequest,
  code: Readiness | undefined,
): Check | undefined {
  const evidence = `${url}, merged at ${endedAt}. ${runs?.evidence ?? ''}`;
  switch (runs?.state) {
    case 'yes':
      return code?.filesLeft === undefined && code?.verdict !== 'unknown'
        ? answer('source-code', 'F2', {
            state: 'passed',
            message:
              'No place of the source uses the static key itself, and the image was built after the request that saw to it was merged.',
            evidence,
          })
        : undefined;
    case 'no':
      return warning({
        message:
          'The code request is merged, but what runs is older: it hands the key to its SDK, and would fail without it.',
        evidence,
        fix: `Deploy an image that was built after the merge, then make a new plan. ${WHY}`,
      });
    default:
      return warning({
        message: 'The code request is merged; whether it runs is not known.',
        evidence,
        fix: `See that the image that runs was built after the merge, and deploy it first if it was not. ${WHY} An image whose tag ends in the whole SHA of its commit is recognised.`,
      });
  }
}

function warning(said: {
  message: string;
  evidence: string;
  fix: string;
}): Check {
  return answer('source-code', 'F2', { state: 'warning', ...said });
}
