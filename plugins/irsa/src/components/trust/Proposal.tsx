import { Alert } from '@backstage/ui';
import { Role } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { CopyButton, DiffView, Panel } from '../../ui';
import { Effect } from './Effect';

/** A policy that answers findings, and what it changes for whom. */
export function Proposal({ role }: { role: Role }) {
  const t = useT();
  const { proposal, trustPolicyJson = '' } = role;
  if (!proposal) {
    return null;
  }
  const { rules, effect, breaks, policy } = proposal;
  return (
    <Panel
      title={t('trust.proposal')}
      aside={<CopyButton text={policy} label={t('trust.copyProposal')} />}
    >
      <p>
        {t('trust.proposalSays')} <code>{rules.join(', ')}</code>
      </p>
      <Effect effect={effect} />
      <Alert
        role="status"
        status={breaks.length > 0 ? 'danger' : 'info'}
        icon
        title={t('trust.breaks')}
        description={
          breaks.length > 0
            ? t('trust.breaksThese', { names: breaks.join(', ') })
            : t('trust.breaksNone')
        }
      />
      <DiffView
        title={t('trust.proposalDiff')}
        before={trustPolicyJson}
        after={policy}
      />
    </Panel>
  );
}
