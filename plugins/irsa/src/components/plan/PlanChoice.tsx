import { ReactNode, useState } from 'react';
import { ButtonLink, Radio, RadioGroup } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Plan, PlanRequest } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useAllowed, useIrsaPaths, useT } from '../../hooks';
import { Announce, ErrorPanel, ReasonedButton } from '../../ui';
import { Differences } from './Differences';
import { PlanDifferences, planDifferences } from './planDifferences';
import { sameRequest } from './sameRequest';

/** One of two ways of a plan. */
export interface PlanWay {
  value: string;
  label: string;
  /** What it means, in a sentence or two. */
  text: string;
  /** What a request for it says. */
  request: Partial<PlanRequest>;
}

/**
 * A decision between two ways. The one that the plan does not go is planned too, and shown beside it before anybody goes over to it;
 * making a plan changes nothing.
 */
export function PlanChoice(props: {
  title: string;
  plan: Plan;
  ways: readonly [PlanWay, PlanWay];
  /** `value` of the way that the plan goes. */
  present: string;
  /** Why it goes that way. */
  because: ReactNode;
  allowed: ReturnType<typeof useAllowed>;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const { title, plan, ways, present, because, allowed } = props;
  const [value, setValue] = useState(present);
  const [other, setOther] = useState<{
    plan: Plan;
    differences: PlanDifferences;
  }>();
  const compare = useAction(async (request: Partial<PlanRequest>) => {
    const made = await unwrap(
      api.POST('/plans', { body: { ...sameRequest(plan), ...request } }),
    );
    setOther({ plan: made, differences: planDifferences(plan, made) });
  });
  const chosen = ways.find(way => way.value === value) ?? ways[0];
  return (
    <>
      <RadioGroup aria-label={title} value={value} onChange={setValue}>
        {ways.map(way => (
          <Radio key={way.value} value={way.value}>
            {way.label}
          </Radio>
        ))}
      </RadioGroup>
      <p>{chosen.text}</p>
      {value === present ? (
        <p>{because}</p>
      ) : (
        <>
          {compare.error && <ErrorPanel error={compare.error} isAct />}
          {!other && (
            <ReasonedButton
              size="small"
              variant="secondary"
              isPending={compare.isPending}
              isDisabled={!allowed.isAllowed}
              reason={allowed.reason}
              onPress={() => compare.run(chosen.request)}
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
      )}
    </>
  );
}
