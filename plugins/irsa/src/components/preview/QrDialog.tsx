import { Suspense, lazy } from 'react';
import {
  Button,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Skeleton,
} from '@backstage/ui';
import { useT } from '../../hooks';
import styles from './Preview.module.css';

const QrCode = lazy(() =>
  import('qrcode.react').then(module => ({ default: module.QRCodeSVG })),
);

/** Bytes that a code of readable density holds; links of a role carry a session token and may be longer. */
const BYTE_LIMIT = 2300;

export function QrDialog(props: { link?: string; onClose: () => void }) {
  const t = useT();
  const { link } = props;
  return (
    <Dialog
      isOpen={link !== undefined}
      onOpenChange={open => !open && props.onClose()}
      width="min(640px, 96vw)"
    >
      <DialogHeader>{t('preview.qrTitle')}</DialogHeader>
      <DialogBody>
        {link && new TextEncoder().encode(link).length > BYTE_LIMIT && (
          <p>{t('preview.qrTooLong')}</p>
        )}
        {link && new TextEncoder().encode(link).length <= BYTE_LIMIT && (
          <Suspense fallback={<Skeleton width={480} height={480} />}>
            <div className={styles.qr}>
              <QrCode
                value={link}
                size={480}
                level="L"
                title={t('preview.qrTitle')}
                style={{ maxWidth: '100%', height: 'auto' }}
              />
            </div>
          </Suspense>
        )}
      </DialogBody>
      <DialogFooter>
        <Button variant="secondary" onPress={props.onClose}>
          {t('preview.close')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
