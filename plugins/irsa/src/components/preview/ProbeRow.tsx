import { useState } from 'react';
import { Button } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { Probe } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useT } from '../../hooks';
import {
  Countdown,
  ErrorPanel,
  Inline,
  Said,
  StatusPill,
  Tone,
  useCopy,
} from '../../ui';
import { QrDialog } from './QrDialog';
import { curlCommand } from './curlCommand';
import styles from './Preview.module.css';

const tones: Record<Probe['outcome'], Tone> = {
  allowed: 'positive',
  denied: 'negative',
  error: 'warning',
};

type LinkUse = 'reveal' | 'link' | 'curl' | 'qr';

/**
 * One call with one identity. The link itself is asked for each time it is used, stays in this component's state,
 * and is wiped when it ends.
 */
export function ProbeRow(props: {
  previewId: string;
  probe: Probe;
  /** Computed and not sent. */
  isSimulated: boolean;
  sideTitle: string;
  isPending: boolean;
  onSignAgain: () => void;
}) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const { probe, sideTitle } = props;
  const [link, setLink] = useState<string>();
  const [isShown, setIsShown] = useState(false);
  const [isQr, setIsQr] = useState(false);
  const { said, copy } = useCopy();
  const [isOver, setIsOver] = useState(
    () => !!probe.expiresAt && Date.parse(probe.expiresAt) <= Date.now(),
  );
  const names = { call: probe.method, side: sideTitle };

  const use = useAction(async (purpose: LinkUse) => {
    // Asked for each time, so that each use is in the audit log and in the list of links.
    const { url } = await unwrap(
      api.POST('/previews/{previewId}/links/{linkId}/reveal', {
        params: { path: { previewId: props.previewId, linkId: probe.linkId! } },
        body: { purpose },
      }),
    );
    setLink(url);
    switch (purpose) {
      case 'reveal':
        setIsShown(true);
        return;
      case 'qr':
        setIsQr(true);
        return;
      case 'curl':
        await copy(curlCommand(probe.method, url), t('preview.curlCopied'));
        return;
      default:
        await copy(url, t('preview.linkCopied'));
    }
  });

  function end() {
    setIsOver(true);
    setLink(undefined);
    setIsShown(false);
    setIsQr(false);
  }

  const answer = [
    probe.status,
    probe.code ?? t(`preview.outcome.${probe.outcome}`),
  ]
    .filter(Boolean)
    .join(' ');
  return (
    <li className={styles.probe}>
      <div className={styles.line}>
        <span className={styles.method}>{probe.method}</span>
        <span>
          {props.isSimulated && probe.outcome !== 'error' ? (
            // Neither green nor red: nobody has tried it.
            <StatusPill tone="neutral">
              {t(`preview.simulatedOutcome.${probe.outcome}`)}
            </StatusPill>
          ) : (
            <StatusPill tone={tones[probe.outcome]}>{answer}</StatusPill>
          )}
        </span>
        <span className={styles.small}>
          {probe.latencyMs !== undefined &&
            t('preview.answeredIn', { value: String(probe.latencyMs) })}
        </span>
        <span>
          {probe.expiresAt && !isOver && `${t('preview.linkEnds')} `}
          {probe.expiresAt && (
            <Countdown
              endsAt={probe.expiresAt}
              label={`${t('preview.linkEnds')}: ${probe.method} ${sideTitle}`}
              expiredText={t('preview.expired')}
              announce={left =>
                left
                  ? t('preview.announce', { call: probe.method, time: left })
                  : t('preview.announceExpired', { call: probe.method })
              }
              onEnd={end}
            />
          )}
        </span>
      </div>
      {probe.endsBecause === 'session' && !isOver && (
        <div className={styles.small}>{t('preview.endsBecause.session')}</div>
      )}
      {probe.linkId && !isOver && (
        <>
          <code className={styles.link} aria-label={t('preview.linkOf', names)}>
            {isShown && link ? link : probe.maskedLink}
          </code>
          <Inline>
            {(
              [
                ['reveal', 'preview.reveal', 'preview.revealOf'],
                ['link', 'preview.copyLink', 'preview.copyLinkOf'],
                ['curl', 'preview.copyCurl', 'preview.copyCurlOf'],
                ['qr', 'preview.qr', 'preview.qrOf'],
              ] as const
            ).map(([purpose, label, name]) => (
              <Button
                key={purpose}
                size="small"
                variant="tertiary"
                aria-label={t(name, names)}
                isDisabled={purpose === 'reveal' && isShown}
                onPress={() => use.run(purpose)}
              >
                {t(label)}
              </Button>
            ))}
          </Inline>
        </>
      )}
      {isOver && (
        <Button
          size="small"
          variant="secondary"
          isPending={props.isPending}
          onPress={props.onSignAgain}
        >
          {t('preview.signAgain')}
        </Button>
      )}
      {use.error && <ErrorPanel error={use.error} isAct />}
      <Said>{said}</Said>
      <QrDialog link={isQr ? link : undefined} onClose={() => setIsQr(false)} />
    </li>
  );
}
