import { useState } from 'react';
import { Select, TextAreaField, TextField } from '@backstage/ui';
import {
  askTrust,
  TrustAnswer,
  TrustReviewContext,
} from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { StatusPill } from '../../ui';
import { readToken } from './readToken';

/** Whether a token or a ServiceAccount gets in by a policy. All of it happens in the browser: nothing is sent. */
export function TokenTester(props: {
  policy: string;
  context: TrustReviewContext;
}) {
  const t = useT();
  const { policy, context } = props;
  const clusters = context.clusters ?? [];
  const [token, setToken] = useState('');
  const [cluster, setCluster] = useState(clusters[0]?.name ?? '');
  const [account, setAccount] = useState('');
  const read = token ? readToken(token, Date.now() / 1000) : undefined;
  const issuer = clusters.find(({ name }) => name === cluster)?.issuer;
  const [, namespace, name] = /^([^/]+)\/([^/]+)$/.exec(account.trim()) ?? [];
  let answer: TrustAnswer | undefined;
  if (token) {
    answer = read && askTrust(policy, { kind: 'token', ...read }, context);
  } else if (issuer && namespace) {
    answer = askTrust(
      policy,
      {
        kind: 'token',
        issuer,
        claims: {
          sub: `system:serviceaccount:${namespace}:${name}`,
          aud: 'sts.amazonaws.com',
        },
      },
      context,
    );
  }
  return (
    <>
      <h4>{t('trust.tester.title')}</h4>
      {clusters.length > 0 && (
        <Select
          label={t('trust.tester.cluster')}
          options={clusters.map(each => ({ id: each.name, label: each.name }))}
          value={cluster}
          onChange={key => setCluster(String(key))}
        />
      )}
      <TextField
        label={t('trust.tester.account')}
        description={t('trust.tester.accountHint')}
        value={account}
        onChange={setAccount}
        autoComplete="off"
      />
      <TextAreaField
        label={t('trust.tester.token')}
        description={t('trust.tester.tokenHint')}
        value={token}
        onChange={setToken}
        autoComplete="off"
        spellCheck="false"
        isInvalid={token !== '' && !read}
      />
      <div role="status" aria-label={t('trust.tester.answer')}>
        {token !== '' && !read && t('trust.tester.noToken')}
        {answer && (
          <>
            <StatusPill
              tone={answer.decision === 'allow' ? 'positive' : 'negative'}
            >
              {t(`trust.tester.${answer.decision}`)}
            </StatusPill>{' '}
            {answer.reason}
            {read?.isExpired
              ? ` ${t('trust.tester.expired')}`
              : answer.decision === 'allow' &&
                ` ${t('trust.tester.policyOnly')}`}
          </>
        )}
      </div>
    </>
  );
}
