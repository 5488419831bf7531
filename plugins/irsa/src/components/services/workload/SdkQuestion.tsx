import { useApi } from '@backstage/core-plugin-api';
import { Select } from '@backstage/ui';
import { useState } from 'react';
import {
  irsaMigrationCreatePermission,
  SdkAnswer,
  Workload,
} from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../../api';
import { useAction, useAllowed, useFormats, useT } from '../../../hooks';
import { ErrorPanel, Inline, ReasonedButton, Stack } from '../../../ui';

const SDKS = [
  'boto3',
  'boto2',
  'go',
  'java',
  'node',
  'dotnet3',
  'dotnet4',
  'ruby',
  'php',
  'rust',
  'other',
] as const satisfies readonly SdkAnswer['sdk'][];

/** Which SDK a service uses, asked where its source does not tell. The answer is kept, and may be corrected. */
export function SdkQuestion(props: {
  workload: Workload;
  answer?: SdkAnswer;
  onAnswer: (answer: SdkAnswer) => void;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { date } = useFormats();
  const { answer } = props;
  const { id, cluster, namespace, kind, name } = props.workload;
  const allowed = useAllowed(irsaMigrationCreatePermission, id);
  const [sdk, setSdk] = useState<SdkAnswer['sdk'] | undefined>(answer?.sdk);
  const save = useAction(async (chosen: SdkAnswer['sdk']) => {
    props.onAnswer(
      await unwrap(
        api.POST(
          '/workloads/{cluster}/{namespace}/{kind}/{name}/readiness/sdk',
          {
            params: { path: { cluster, namespace, kind, name } },
            body: { sdk: chosen },
          },
        ),
      ),
    );
  });
  return (
    <Stack>
      {answer && (
        <p>
          {t('readiness.sdk.said', {
            sdk: t(`readiness.sdk.${answer.sdk}`),
            user: answer.answeredBy,
            date: date(answer.answeredAt),
          })}
        </p>
      )}
      {save.error && <ErrorPanel error={save.error} isAct />}
      <Select
        label={t('readiness.sdk.question')}
        placeholder={t('readiness.sdk.choose')}
        options={SDKS.map(each => ({
          id: each,
          label: t(`readiness.sdk.${each}`),
        }))}
        value={sdk ?? null}
        onChange={key => setSdk(SDKS.find(each => each === key))}
      />
      <Inline>
        <ReasonedButton
          size="small"
          variant="secondary"
          isPending={save.isPending}
          isDisabled={!allowed.isAllowed || !sdk || sdk === answer?.sdk}
          reason={allowed.reason}
          onPress={() => sdk && save.run(sdk)}
        >
          {t('readiness.sdk.keep')}
        </ReasonedButton>
      </Inline>
    </Stack>
  );
}
