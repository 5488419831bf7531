import { FormEvent, useState } from 'react';
import { Button, Select, TextField } from '@backstage/ui';
import { useT } from '../../hooks';
import {
  ReachDraft,
  ReachField,
  reachFields,
  reachKinds,
  readDraft,
} from './reachAsk';
import styles from './ReachPage.module.css';

/** Whom to ask about. Says what is wrong from the first asking on. */
export function ReachForm(props: {
  draft: ReachDraft;
  /** Of an address, which is asked at once. */
  isAsked: boolean;
  onAsk: (draft: ReachDraft) => void;
}) {
  const t = useT();
  const [draft, setDraft] = useState(props.draft);
  const [isAsked, setIsAsked] = useState(props.isAsked);
  const read = readDraft(draft);
  const problem = isAsked && 'problem' in read ? read : undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setIsAsked(true);
    if ('query' in read) {
      props.onAsk(draft);
    }
  }

  const field = (name: ReachField) => (
    <TextField
      key={name}
      label={t(`reach.field.${name}`)}
      description={t(`reach.hint.${name}`)}
      value={draft[name]}
      onChange={value => setDraft({ ...draft, [name]: value })}
      autoComplete="off"
      spellCheck="false"
      validationBehavior="aria"
      validate={() =>
        problem?.field === name ? t(`reach.problem.${problem.problem}`) : null
      }
    />
  );
  return (
    <form className={styles.form} onSubmit={submit} noValidate>
      <Select
        label={t('reach.from')}
        options={reachKinds.map(id => ({ id, label: t(`reach.fromOf.${id}`) }))}
        value={draft.from}
        onChange={key => {
          const from = reachKinds.find(kind => kind === key);
          setDraft({ ...draft, from: from ?? draft.from });
          setIsAsked(false);
        }}
      />
      {reachFields[draft.from].map(field)}
      <Button type="submit" variant="primary">
        {t('reach.ask')}
      </Button>
    </form>
  );
}
