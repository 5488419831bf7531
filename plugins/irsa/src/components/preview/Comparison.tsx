import { useState } from 'react';
import { Alert, Button } from '@backstage/ui';
import {
  Preview,
  Probe,
  irsaMigrationCreatePermission,
  workloadId,
} from 'backstage-plugin-irsa-common';
import { useAllowed, useCreatePlan, useT } from '../../hooks';
import { Columns, ErrorPanel, Inline, Panel } from '../../ui';
import { Side } from './Side';
import { verdictWords } from './verdictWords';

/** S3 that finds nothing has refused nothing. */
function whyTitle({ status, outcome }: Probe) {
  if (status === 404) {
    return 'preview.whyNotFound';
  }
  return outcome === 'denied' ? 'preview.why' : 'preview.whyFailed';
}

/** The verdict first, then both sides, then why something was denied. */
export function Comparison(props: {
  preview: Preview;
  isPending: boolean;
  onSignAgain: () => void;
}) {
  const t = useT();
  const { preview } = props;
  const allowed = useAllowed(
    irsaMigrationCreatePermission,
    workloadId(preview.workload),
  );
  const plan = useCreatePlan();
  const [isKept, setIsKept] = useState(false);
  const differences = preview.differences ?? [];
  const missing = differences.find(item => item.missingAction && item.resource);
  const denied = preview.sides.flatMap(side =>
    side.probes
      .filter(probe => probe.why?.length)
      .map(probe => ({ side, probe })),
  );
  const verdict = verdictWords(t, preview);
  return (
    <>
      {preview.emulator && (
        <Alert
          role="status"
          status="info"
          icon
          title={t('preview.emulatorNote', { name: preview.emulator })}
        />
      )}
      <Alert
        role="status"
        status={verdict.tone}
        icon
        title={verdict.title}
        description={
          isKept && missing?.missingAction
            ? t('preview.kept', { action: missing.missingAction })
            : [verdict.text, t('preview.vantage')].filter(Boolean).join(' ')
        }
        customActions={
          missing?.missingAction && missing.resource && !isKept ? (
            <Inline>
              <Button
                size="small"
                variant="primary"
                isPending={plan.isPending}
                isDisabled={!allowed.isAllowed}
                onPress={() =>
                  plan.run({
                    workload: preview.workload,
                    additionalActions: differences.flatMap(item =>
                      item.missingAction && item.resource
                        ? [
                            {
                              action: item.missingAction,
                              resource: item.resource,
                            },
                          ]
                        : [],
                    ),
                  })
                }
              >
                {t('preview.addAction', { action: missing.missingAction })}
              </Button>
              <Button
                size="small"
                variant="secondary"
                onPress={() => setIsKept(true)}
              >
                {t('preview.keepWithout')}
              </Button>
            </Inline>
          ) : undefined
        }
      />
      {plan.error && <ErrorPanel error={plan.error} isAct />}
      <Columns widths="halves">
        {preview.sides.map(side => (
          <Side
            key={side.identity}
            previewId={preview.id}
            side={side}
            isPending={props.isPending}
            onSignAgain={props.onSignAgain}
          />
        ))}
      </Columns>
      {denied.map(({ side, probe }) => (
        <Panel
          key={`${side.identity}-${probe.method}`}
          title={t(whyTitle(probe), {
            call: probe.method,
            side: t(`preview.side.${side.identity}`),
          })}
        >
          <ol>
            {probe.why?.map(line => (
              <li key={line}>{line}</li>
            ))}
          </ol>
        </Panel>
      ))}
    </>
  );
}
