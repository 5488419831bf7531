import { useApi } from '@backstage/core-plugin-api';
import { Button } from '@backstage/ui';
import { useState } from 'react';
import { Readiness, Workload } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useAction, useT } from '../../../hooks';
import {
  ErrorPanel,
  Inline,
  Panel,
  PlainTable,
  readinessTones,
  Stack,
  StatusPill,
} from '../../../ui';
import { SdkQuestion } from './SdkQuestion';

/** Whether the source is ready for a role. It is read only when asked for, because that fetches a repository. */
export function ReadinessPanel(props: { workload: Workload }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { cluster, namespace, kind, name } = props.workload;
  const [readiness, setReadiness] = useState<Readiness>();
  const read = useAction(async () => {
    setReadiness(
      await unwrap(
        api.GET('/workloads/{cluster}/{namespace}/{kind}/{name}/readiness', {
          params: { path: { cluster, namespace, kind, name } },
        }),
      ),
    );
  });
  return (
    <Panel
      title={t('readiness.title')}
      aside={
        readiness && (
          <StatusPill tone={readinessTones[readiness.verdict]}>
            {t(`readiness.verdict.${readiness.verdict}`)}
          </StatusPill>
        )
      }
    >
      {read.error && <ErrorPanel error={read.error} isAct />}
      {readiness ? (
        <Result readiness={readiness} />
      ) : (
        <p>{t('readiness.text')}</p>
      )}
      <Stack>
        {readiness?.verdict === 'unknown' && (
          <SdkQuestion
            workload={props.workload}
            answer={readiness.answer}
            onAnswer={answer => setReadiness({ ...readiness, answer })}
          />
        )}
        <Inline>
          <Button
            size="small"
            variant="secondary"
            isPending={read.isPending}
            onPress={() => read.run()}
          >
            {readiness ? t('readiness.again') : t('readiness.read')}
          </Button>
        </Inline>
      </Stack>
    </Panel>
  );
}

function Result(props: { readiness: Readiness }) {
  const t = useT();
  const { reason, source, findings, sdks, filesRead } = props.readiness;
  return (
    <>
      {reason && <p>{reason}</p>}
      {source && (
        <p>
          {t('readiness.source', {
            url: source.url,
            files: String(filesRead),
          })}
        </p>
      )}
      {findings.length > 0 && (
        <PlainTable
          label={t('readiness.findings')}
          columns={[
            t('readiness.place'),
            t('readiness.weight'),
            t('readiness.what'),
            t('readiness.change'),
          ]}
          rows={findings.map((finding, index) => ({
            id: String(index),
            cells: [
              <code key="place">{`${finding.file}:${finding.line}`}</code>,
              t(`readiness.findingVerdict.${finding.verdict}`),
              finding.what,
              finding.change,
            ],
          }))}
        />
      )}
      {findings.some(({ verdict }) => verdict !== 'note') && (
        <>
          <p>{`${t('readiness.order')} ${t('readiness.patch')}`}</p>
          <pre>irsa-audit fix --code .</pre>
        </>
      )}
      {sdks.length > 0 && (
        <PlainTable
          label={t('readiness.sdks')}
          columns={[
            t('readiness.package'),
            t('readiness.version'),
            t('readiness.place'),
          ]}
          rows={sdks.map((sdk, index) => ({
            id: String(index),
            cells: [
              `${sdk.packageName} (${sdk.language})`,
              sdk.version
                ? t(sdk.locked ? 'readiness.locked' : 'readiness.atLeast', {
                    version: sdk.version,
                  })
                : t('readiness.noVersion'),
              <code key="place">{`${sdk.file}:${sdk.line}`}</code>,
            ],
          }))}
        />
      )}
    </>
  );
}
