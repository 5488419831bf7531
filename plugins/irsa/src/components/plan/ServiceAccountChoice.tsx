import { useState } from 'react';
import { ButtonLink, Radio, RadioGroup } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Plan } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useAllowed, useIrsaPaths, useT } from '../../hooks';
import { Announce, ErrorPanel, Panel, ReasonedButton } from '../../ui';
import { Differences } from './Differences';
import { PlanDifferences, planDifferences } from './planDifferences';

type Choice = NonNullable<Plan['serviceAccountChoice']>;

/**
 * Which ServiceAccount the Pods get. Where that can be decided, the other way is planned too, and shown beside this one before anybody
 * goes over to it; making a plan changes nothing.
 */
export function ServiceAccountChoice(props: {
  plan: Plan;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const { plan, allowed } = props;
  const choice = plan.serviceAccountChoice;
  if (!choice || (plan.status !== 'ready' && plan.status !== 'blocked')) {
    return null;
  }
  const names = { present: choice.present, own: choice.own };
  return (
    <Panel title={t('plan.account.title')}>
      {choice.because === 'shared' || choice.because === 'source' ? (
        <p>{t(`plan.account.because.${choice.because}`, names)}</p>
      ) : (
        <Control plan={plan} choice={choice} allowed={allowed} />
      )}
    </Panel>
  );
}

function Control(props: {
  plan: Plan;
  choice: Choice;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const { plan, choice, allowed } = props;
  const [isOwn, setIsOwn] = useState(choice.isOwn);
  const [other, setOther] = useState<{
    plan: Plan;
    differences: PlanDifferences;
  }>();
  const names = { present: choice.present, own: choice.own };
  const compare = useAction(async () => {
    const made = await unwrap(
      api.POST('/plans', {
        body: { workload: plan.workload, ownServiceAccount: !choice.isOwn },
      }),
    );
    setOther({ plan: made, differences: planDifferences(plan, made) });
  });
  const isOther = isOwn !== choice.isOwn;
  return (
    <>
      <RadioGroup
        aria-label={t('plan.account.title')}
        value={isOwn ? 'own' : 'keep'}
        onChange={value => setIsOwn(value === 'own')}
      >
        <Radio value="keep">{t('plan.account.keep', names)}</Radio>
        <Radio value="own">{t('plan.account.own', names)}</Radio>
      </RadioGroup>
      <p>
        {t(isOwn ? 'plan.account.ownText' : 'plan.account.keepText', names)}
      </p>
      {isOther ? (
        <>
          {compare.error && <ErrorPanel error={compare.error} isAct />}
          {!other && (
            <ReasonedButton
              size="small"
              variant="secondary"
              isPending={compare.isPending}
              isDisabled={!allowed.isAllowed}
              reason={allowed.reason}
              onPress={() => compare.run()}
            >
              {t(
                compare.isPending
                  ? 'plan.account.previewing'
                  : 'plan.account.preview',
              )}
            </ReasonedButton>
          )}
          {other && (
            <>
              <Announce>
                {t('plan.account.found', {
                  count:
                    other.differences.changes.length +
                    other.differences.checks.length,
                })}
              </Announce>
              <Differences of={other.differences} />
              <ButtonLink
                size="small"
                variant="primary"
                href={paths.plan(other.plan.id)}
              >
                {t('plan.account.use')}
              </ButtonLink>
            </>
          )}
        </>
      ) : (
        <p>{t(`plan.account.because.${choice.because}`, names)}</p>
      )}
    </>
  );
}
