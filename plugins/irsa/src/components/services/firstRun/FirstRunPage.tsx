import { useNavigate } from 'react-router-dom';
import { Button, ButtonLink, Header } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Migration, Workload } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useIrsaPaths, useQuery, useT } from '../../../hooks';
import {
  ErrorPanel,
  Inline,
  PageSkeleton,
  Panel,
  StatusPill,
} from '../../../ui';
import { WorkloadAction } from '../WorkloadAction';
import { firstService, FirstStep, firstSteps } from './firstSteps';
import { useFirstRun } from './useFirstRun';

const tones = { done: 'positive', next: 'info', later: 'neutral' } as const;

/** Teaches by doing: plan, migrate, compare. What is done is read from the portal, and not remembered. */
export function FirstRunPage() {
  const t = useT();
  const api = useApi(irsaApiRef);
  const paths = useIrsaPaths();
  const navigate = useNavigate();
  const { hide } = useFirstRun();
  const seen = useQuery(
    async signal => {
      const page = (query: object) =>
        unwrap(api.GET('/workloads', { params: { query }, signal }));
      const [planned, open, migrations, links] = await Promise.all([
        page({ plan: ['ready', 'blocked'], limit: 1 }),
        page({ status: ['static', 'rolledBack'], sort: '-keyAge', limit: 50 }),
        unwrap(
          api.GET('/migrations', { params: { query: { limit: 1 } }, signal }),
        ),
        unwrap(api.GET('/previews/links', { signal })),
      ]);
      return {
        steps: firstSteps({
          plans: planned.totalCount,
          migrations: migrations.totalCount,
          previews: links.items.length,
        }),
        service: firstService(open.items),
        migration: migrations.items[0],
      };
    },
    [api],
  );
  return (
    <>
      <Header
        title={t('firstRun.title')}
        description={t('firstRun.intro')}
        breadcrumbs={[{ label: t('setUp.back'), href: paths.services }]}
        customActions={
          <Button
            variant="secondary"
            onPress={() => {
              hide();
              navigate(paths.services);
            }}
          >
            {t('firstRun.hide')}
          </Button>
        }
      />
      {seen.error && <ErrorPanel error={seen.error} onRetry={seen.reload} />}
      {seen.isPending && <PageSkeleton heights={[96, 96, 96]} />}
      {seen.data?.steps.map(step => (
        <Step
          key={step.id}
          step={step}
          service={seen.data!.service}
          migration={seen.data!.migration}
        />
      ))}
    </>
  );
}

function Step(props: {
  step: FirstStep;
  service?: Workload;
  migration?: Migration;
}) {
  const t = useT();
  const paths = useIrsaPaths();
  const { step, service, migration } = props;
  const target = migration?.workload ?? service;
  return (
    <Panel
      title={t(`firstRun.step.${step.id}.title`)}
      aside={
        <StatusPill tone={tones[step.state]}>
          {t(`firstRun.state.${step.state}`)}
        </StatusPill>
      }
    >
      <p>{t(`firstRun.step.${step.id}.text`)}</p>
      <Inline>
        {step.id === 'plan' &&
          (service ? (
            <WorkloadAction workload={service} variant="primary" />
          ) : (
            <span>{t('firstRun.noService')}</span>
          ))}
        {step.id === 'migrate' && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={migration ? paths.migration(migration.id) : paths.migrations}
          >
            {t('firstRun.step.migrate.open')}
          </ButtonLink>
        )}
        {step.id === 'preview' && target && (
          <ButtonLink
            size="small"
            variant="secondary"
            href={paths.preview(target)}
          >
            {t('firstRun.step.preview.open')}
          </ButtonLink>
        )}
      </Inline>
    </Panel>
  );
}
