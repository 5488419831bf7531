import { useState } from 'react';
import { useApi } from '@backstage/core-plugin-api';
import {
  irsaRiskCreatePermission,
  Workload,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useAction, useAllowed, useFormats, useT } from '../../../hooks';
import {
  EntityLink,
  ErrorPanel,
  KeyFacts,
  Panel,
  ReasonedButton,
} from '../../../ui';
import { AcceptRiskDialog } from './AcceptRiskDialog';
import { workloadName } from '../workloadWords';

/** Who answers for the key, until when and why; or the way to do so. */
export function RiskPanel(props: { workload: Workload; onChange: () => void }) {
  const t = useT();
  const { date } = useFormats();
  const api = useApi(irsaApiRef);
  const { workload, onChange } = props;
  const [isOpen, setIsOpen] = useState(false);
  const allowed = useAllowed(irsaRiskCreatePermission, workload.id);
  const accept = useAction(async (reason: string, endsAt: string) => {
    const { cluster, namespace, kind, name } = workload;
    await unwrap(
      api.POST('/risks', {
        body: { workload: { cluster, namespace, kind, name }, reason, endsAt },
      }),
    );
    onChange();
  });
  const withdraw = useAction(async (riskId: string) => {
    await unwrap(
      api.DELETE('/risks/{riskId}', { params: { path: { riskId } } }),
    );
    onChange();
  });
  const risk = workload.acceptedRisk;
  const error = accept.error ?? withdraw.error;
  const hasKey = workload.references.some(
    ({ verdict }) => verdict !== 's3-compatible',
  );
  if (!risk && !hasKey) {
    return null;
  }
  return (
    <Panel title={t('workload.risk.title')}>
      {error && <ErrorPanel error={error} isAct />}
      {risk ? (
        <>
          <KeyFacts
            facts={[
              {
                label: t('workload.risk.acceptedBy'),
                value: risk.acceptedBy.includes('/') ? (
                  <EntityLink entityRef={risk.acceptedBy} />
                ) : (
                  risk.acceptedBy
                ),
              },
              { label: t('workload.risk.reason'), value: risk.reason },
              {
                label: t('workload.risk.until'),
                value: <time dateTime={risk.endsAt}>{date(risk.endsAt)}</time>,
              },
            ]}
          />
          <ReasonedButton
            size="small"
            variant="secondary"
            isPending={withdraw.isPending}
            isDisabled={!allowed.isAllowed}
            reason={allowed.reason}
            onPress={() => withdraw.run(risk.id)}
          >
            {t('workload.risk.withdraw')}
          </ReasonedButton>
        </>
      ) : (
        <>
          <p>{t('workload.risk.none')}</p>
          <ReasonedButton
            size="small"
            variant="secondary"
            isPending={accept.isPending}
            isDisabled={!allowed.isAllowed}
            reason={allowed.reason}
            onPress={() => setIsOpen(true)}
          >
            {t('workload.risk.accept')}
          </ReasonedButton>
        </>
      )}
      <AcceptRiskDialog
        name={workloadName(workload)}
        isOpen={isOpen}
        onClose={() => setIsOpen(false)}
        onAccept={(reason, endsAt) => {
          setIsOpen(false);
          accept.run(reason, endsAt);
        }}
      />
    </Panel>
  );
}
