import { useApi } from '@backstage/core-plugin-api';
import { Button, Link } from '@backstage/ui';
import {
  CodeDifference as Difference,
  CodeRequest as Request,
  Plan,
  WorkloadRef,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import {
  Allowed,
  Query,
  T,
  useAction,
  useFormats,
  useQuery,
  useT,
} from '../../hooks';
import {
  Announce,
  ErrorPanel,
  Inline,
  Panel,
  ReasonedButton,
  StatusPill,
} from '../../ui';
import { CodeDifference } from './CodeDifference';
import styles from './CodeRequest.module.css';

const PATH = '/workloads/{cluster}/{namespace}/{kind}/{name}/code-request';

const tones = {
  none: 'neutral',
  open: 'info',
  merged: 'positive',
  closed: 'warning',
  notKnown: 'warning',
} as const;

/** Whether the source of the service was read: without it there is nothing to ask for. */
export function concernsCode({ checks }: Plan): boolean {
  return checks.some(({ id }) => id === 'source-code');
}

/** The source has places that have to change, or an SDK that is too old. */
function hasWork({ checks }: Plan): boolean {
  return checks.some(
    ({ id, state, params }) =>
      (id === 'source-code' && state === 'warning' && 'places' in params) ||
      (id === 'sdk' && /^(warning|blocked)$/.test(state) && 'places' in params),
  );
}

/**
 * The change request of the application's own code, which comes before the cut-over: its state, as its host says now, and the act
 * that opens it or brings it up to date.
 */
export function CodeRequest(props: { plan: Plan; allowed: Allowed }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { plan, allowed } = props;
  const { cluster, namespace, kind, name } = plan.workload;
  const path: WorkloadRef = { cluster, namespace, kind, name };
  const query = useQuery(
    signal => unwrap(api.GET(PATH, { params: { path }, signal })),
    [api, plan.id],
  );
  const request = query.data;
  // What would be written is looked at first. Of an open request, its page shows it.
  const isToBeSeen =
    allowed.isAllowed &&
    hasWork(plan) &&
    /^(none|merged|closed)$/.test(request?.state ?? '');
  const difference = useQuery(
    signal =>
      isToBeSeen
        ? unwrap(api.GET(`${PATH}/difference`, { params: { path }, signal }))
        : Promise.resolve(undefined),
    [api, plan.id, isToBeSeen],
  );
  const seen = isToBeSeen ? difference.data : undefined;
  const open = useAction(async () => {
    try {
      await unwrap(
        api.POST(PATH, {
          params: { path },
          body: seen && { digest: seen.digest },
        }),
      );
    } catch (error) {
      difference.reload();
      throw error;
    } finally {
      query.refresh();
    }
  });
  if (!hasWork(plan) && (!request || request.state === 'none')) {
    return null;
  }
  const isOpen = request?.state === 'open';
  return (
    <Panel
      title={t('plan.codeRequest.title')}
      aside={
        request && (
          <StatusPill tone={tones[request.state]}>
            {t(`plan.codeRequest.state.${request.state}`)}
          </StatusPill>
        )
      }
    >
      {query.error && (
        <ErrorPanel
          error={query.error}
          what={t('plan.codeRequest.title')}
          onRetry={query.reload}
        />
      )}
      {open.error && <ErrorPanel error={open.error} isAct />}
      {request && <Facts request={request} />}
      {request && (
        <Announce>{t(`plan.codeRequest.state.${request.state}`)}</Announce>
      )}
      {request?.state !== 'merged' && (
        <p className={styles.line}>{t('plan.codeRequest.order')}</p>
      )}
      {isToBeSeen && <Seen query={difference} />}
      <Inline>
        {request && (isOpen || hasWork(plan)) && (
          <ReasonedButton
            size="small"
            variant="secondary"
            isPending={open.isPending}
            isDisabled={!allowed.isAllowed}
            reason={
              reasonAgainst(t, request) ??
              allowed.reason ??
              (isToBeSeen && !seen ? unseen(t, difference) : undefined)
            }
            onPress={() => open.run()}
          >
            {t(`plan.codeRequest.act.${actOf(request)}`)}
          </ReasonedButton>
        )}
        <Button
          size="small"
          variant="tertiary"
          isPending={query.isPending}
          onPress={query.refresh}
        >
          {t('plan.codeRequest.again')}
        </Button>
      </Inline>
    </Panel>
  );
}

/** The difference, or why there is none. */
function Seen({ query }: { query: Query<Difference | undefined> }) {
  const t = useT();
  const { readable } = useFormats();
  const { data, error } = query;
  if (error?.status === 409) {
    return (
      <p className={styles.line} role="status">
        {t('plan.codeRequest.difference.none', {
          reason: readable(error.message),
        })}
      </p>
    );
  }
  if (error) {
    return (
      <ErrorPanel
        error={error}
        what={t('plan.codeRequest.difference.title')}
        onRetry={query.reload}
      />
    );
  }
  return data ? (
    <CodeDifference difference={data} />
  ) : (
    <p className={styles.line} role="status">
      {t('plan.codeRequest.difference.reading')}
    </p>
  );
}

/** Nobody opens what they could not look at. */
function unseen(t: T, { error }: Query<unknown>): string {
  return t(`plan.codeRequest.difference.${error ? 'unseen' : 'wait'}`);
}

function actOf({ state }: Request): 'open' | 'update' | 'another' {
  if (state === 'open') {
    return 'update';
  }
  return state === 'merged' || state === 'closed' ? 'another' : 'open';
}

/** Where no request can be opened whatever is pressed. */
function reasonAgainst(
  t: T,
  { refusal, editedByOthers, state }: Request,
): string | undefined {
  if (state === 'open' && editedByOthers) {
    return t('plan.codeRequest.others');
  }
  return refusal && t('plan.codeRequest.noPlace');
}

function Facts({ request }: { request: Request }) {
  const t = useT();
  const { moment, readable } = useFormats();
  const { state, url, base, createdAt, endedAt, endedBy } = request;
  const { reason, blockedBy, runs, repository } = request;
  const ended = endedAt ? moment(endedAt) : t('plan.codeRequest.sometime');
  return (
    <>
      {repository && (
        <p className={styles.line}>
          {t('plan.codeRequest.where', { repository })}
        </p>
      )}
      {url && (
        <p className={styles.line}>
          {/^https?:\/\//.test(url) ? (
            <Link href={url} target="_blank" rel="noopener noreferrer">
              {url}
            </Link>
          ) : (
            url
          )}{' '}
          {state === 'open' &&
            t('plan.codeRequest.since', {
              since: createdAt
                ? moment(createdAt)
                : t('plan.codeRequest.sometime'),
              base: base ?? '',
            })}
          {(state === 'merged' || state === 'closed') &&
            (endedBy
              ? t(`plan.codeRequest.endedBy.${state}`, {
                  when: ended,
                  who: endedBy,
                })
              : t(`plan.codeRequest.ended.${state}`, { when: ended }))}
        </p>
      )}
      {blockedBy && (
        <p className={styles.line}>
          {t('plan.codeRequest.blocked', { blockedBy })}
        </p>
      )}
      {runs && (
        <p className={styles.line}>
          {t(`plan.codeRequest.runs.${runs.state}`)} {readable(runs.evidence)}
        </p>
      )}
      {reason && <p className={styles.line}>{readable(reason)}</p>}
    </>
  );
}
