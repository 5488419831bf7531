import { ClientRequest, OutgoingMessage } from 'node:http';
import { Watch } from './Watch';

const IDS = /[0-9a-f]{8}-[0-9a-f-]{27}/g;
/** Names of commits and other objects, and the beginning of an id that ends the name of a branch. */
const GIT_IDS = /\b[0-9a-f]{40}\b|\b[0-9a-f]{12}\b/g;

type End = (this: ClientRequest, ...values: unknown[]) => ClientRequest;

/**
 * Tells of every HTTP request of this process: before its last byte is written, so that it has had no effect yet, and
 * when its answer begins, so that it has had its effect and nothing has been done with the answer.
 */
export function watchRequests(watch: Watch): void {
  const end = OutgoingMessage.prototype.end as End;
  ClientRequest.prototype.end = function watched(
    this: ClientRequest,
    ...values: unknown[]
  ) {
    const answered = watch.before(wordsOf(this, values[0]));
    this.prependOnceListener('response', answered);
    return end.apply(this, values);
  } as typeof ClientRequest.prototype.end;
}

/** Of EKS; the only ids in its paths are those of associations. */
const EKS_PATH = /^\/(clusters|tags)\//;
const EKS_IDS = /\ba-[0-9a-f]{17}\b/g;

/** The same for `fetch`, by which the plugin speaks to Git hosts and EKS. It has had its effect when the answer begins. */
export function watchFetch(watch: Watch): void {
  const send = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    const service = EKS_PATH.test(pathname) ? 'eks' : 'git';
    const path = pathname.replace(EKS_IDS, '…').replace(GIT_IDS, '…');
    const answered = watch.before(
      `${service} ${init?.method ?? 'GET'} ${path}`,
    );
    const answer = await send(input, init);
    answered();
    return answer;
  };
}

/** For example `iam CreateRole`, `sts AssumeRoleWithWebIdentity` or `kubernetes PATCH /apis/apps/v1/namespaces/…`. */
function wordsOf(request: ClientRequest, body: unknown): string {
  const signed = String(request.getHeader('authorization') ?? '');
  const [, service] =
    /Credential=[^/]+\/\d+\/[^/]+\/([^/]+)\//.exec(signed) ?? [];
  const text =
    typeof body === 'string' || body instanceof Uint8Array
      ? Buffer.from(body as string).toString()
      : '';
  const action = new URLSearchParams(text).get('Action');
  if (action) {
    return `${service ?? 'sts'} ${action}`;
  }
  const path = request.path.replace(/\?.*/, '').replace(IDS, '…');
  const dry = /dryRun=All/.test(request.path) ? ' as a dry run' : '';
  return `${service ?? 'kubernetes'} ${request.method} ${path}${dry}`;
}
