import { useDeferredValue, useMemo, useState } from 'react';
import { TextAreaField } from '@backstage/ui';
import {
  assessTrust,
  effectOfChange,
  Role,
} from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel, Stack } from '../../ui';
import { Effect } from './Effect';
import { Findings } from './Findings';
import { TokenTester } from './TokenTester';
import { Verdict } from './TrustPage';
import styles from './WhatIf.module.css';

/** A policy that can be changed and judged as one types. It stays in the browser. */
export function WhatIf({ role }: { role: Role }) {
  const t = useT();
  const { trustPolicyJson: before = '', context } = role;
  const [text, setText] = useState(before);
  const settled = useDeferredValue(text);
  const judged = useMemo(
    () =>
      context && {
        ...assessTrust(settled, context),
        effect: effectOfChange(before, settled, context),
      },
    [before, settled, context],
  );
  if (!context || !judged) {
    return null;
  }
  const { review, trust, effect } = judged;
  return (
    <Panel title={t('trust.whatIf')}>
      <Stack>
        <p>{t('trust.whatIfHint')}</p>
        <TextAreaField
          className={styles.editor}
          label={t('trust.whatIfPolicy')}
          value={text}
          onChange={setText}
          rows={16}
          spellCheck="false"
          autoComplete="off"
        />
        <div role="status" aria-label={t('trust.whatIfAnswer')}>
          <Verdict role={{ verdict: review.verdict, reach: trust.reach }} />{' '}
          {t(`trust.effect.${trust.reach}`)}
          {trust.reach === 'notUnderstood' && ` ${trust.reason}`}
        </div>
        <Findings
          findings={review.findings}
          label={t('trust.whatIfFindings')}
        />
        {effect && text !== before && <Effect effect={effect} />}
        <TokenTester policy={settled} context={context} />
      </Stack>
    </Panel>
  );
}
