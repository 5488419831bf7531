import { ComponentProps, useEffect, useState } from 'react';
import { Button } from '@backstage/ui';
import { useAction, useT } from '../hooks';
import { ErrorPanel } from './ErrorPanel';
import { Panel } from './Panel';
import { ReachedRoles } from './ReachedRoles';

type Answer = ComponentProps<typeof ReachedRoles>['answer'];

/** Looks for the roles that somebody can become when asked to: all roles of all accounts are looked through. */
export function ReachedRolesPanel(props: {
  title: string;
  says: string;
  /** Of whom; another subject is asked for anew. */
  subject: string;
  /** The name to call them by. */
  from: string;
  load: () => Promise<Answer>;
}) {
  const t = useT();
  const { title, says, subject, from, load } = props;
  const [answer, setAnswer] = useState<Answer>();
  useEffect(() => setAnswer(undefined), [subject]);
  const look = useAction(async () => setAnswer(await load()));
  return (
    <Panel title={title}>
      <p>{says}</p>
      {look.error && <ErrorPanel error={look.error} isAct />}
      {answer ? (
        <ReachedRoles from={from} answer={answer} />
      ) : (
        <Button
          size="small"
          variant="secondary"
          isPending={look.isPending}
          onPress={() => look.run()}
        >
          {t('reach.look')}
        </Button>
      )}
    </Panel>
  );
}
