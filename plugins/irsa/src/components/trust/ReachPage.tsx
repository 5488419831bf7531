import { useState } from 'react';
import { Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { irsaApiRef, unwrap } from '../../api';
import { useQuery, useT, useUrlState } from '../../hooks';
import { ErrorPanel, PageSkeleton, Panel, ReachedRoles, Stack } from '../../ui';
import { draftOf, ReachQuery, readDraft } from './reachAsk';
import { ReachForm } from './ReachForm';

/** Asks which roles a repository, a ServiceAccount or a role can become. The question stands in the address, so that it can be shared. */
export function ReachPage() {
  const t = useT();
  const url = useUrlState();
  const [round, setRound] = useState(0);
  const asked = url.params.toString();
  const isAsked = url.params.has('from');
  const draft = draftOf(url.params);
  const read = readDraft(draft);
  return (
    <>
      <Header title={t('reach.title')} />
      <Stack>
        <Panel title={t('reach.who')}>
          <ReachForm
            key={asked}
            draft={draft}
            isAsked={isAsked}
            onAsk={next => {
              url.set({ ...next });
              setRound(round + 1);
            }}
          />
        </Panel>
        {isAsked && 'query' in read && (
          // The answer to another question is not shown for this one.
          <Answer
            key={`${asked} ${round}`}
            query={read.query}
            name={read.name}
          />
        )}
      </Stack>
    </>
  );
}

function Answer({ query, name }: { query: ReachQuery; name: string }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const answer = useQuery(
    signal =>
      unwrap(api.GET('/reachable-roles', { params: { query }, signal })),
    [api],
  );
  if (answer.error) {
    return <ErrorPanel error={answer.error} onRetry={answer.reload} />;
  }
  if (!answer.data) {
    return <PageSkeleton />;
  }
  return (
    <Panel title={t('reach.answer', { name })}>
      <ReachedRoles from={name} answer={answer.data} />
    </Panel>
  );
}
