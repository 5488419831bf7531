import { ReactNode, useEffect, useState } from 'react';
import {
  Button,
  Checkbox,
  Dialog,
  DialogBody,
  DialogFooter,
  DialogHeader,
  Flex,
  TextField,
} from '@backstage/ui';
import { useT } from '../hooks';
import styles from './ReasonedButton.module.css';

/**
 * Asks before an act. With `typed`, the button wakes only when exactly that text is in the field;
 * with `reason`, when something is written; with `agree`, when its box is ticked; with fields of its children, when `isFilled`. Escape and a click on Cancel change nothing.
 */
export function ConfirmDialog(props: {
  isOpen: boolean;
  onClose: () => void;
  title: string;
  children: ReactNode;
  confirm: string;
  onConfirm: (input: {
    typed: string;
    reason: string;
    isAgreed: boolean;
  }) => void;
  isDestructive?: boolean;
  /** Whether the fields among the children say what they have to. Default: true */
  isFilled?: boolean;
  typed?: { label: string; expected: string };
  reason?: { label: string; hint?: string; minLength?: number };
  /** A part of the act that needs a yes of its own. `denied`: why this user cannot say yes. */
  agree?: { label: string; hint: string; denied?: string };
}) {
  const t = useT();
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [isAgreed, setIsAgreed] = useState(false);
  const { isOpen } = props;
  useEffect(() => {
    setTyped('');
    setReason('');
    setIsAgreed(false);
  }, [isOpen]);

  const isReady =
    props.isFilled !== false &&
    (!props.typed || typed === props.typed.expected) &&
    (!props.reason || reason.trim().length >= (props.reason.minLength ?? 1)) &&
    (!props.agree || isAgreed);
  return (
    <Dialog
      isOpen={isOpen}
      isDismissable={false}
      onOpenChange={open => !open && props.onClose()}
      width="min(560px, 92vw)"
    >
      <DialogHeader>{props.title}</DialogHeader>
      <DialogBody>
        <Flex direction="column" gap="4" className={styles.fields}>
          <div>{props.children}</div>
          {props.agree && (
            <div>
              <p>{props.agree.hint}</p>
              <Checkbox
                isSelected={isAgreed}
                isDisabled={props.agree.denied !== undefined}
                onChange={setIsAgreed}
              >
                {props.agree.label}
              </Checkbox>
              {props.agree.denied && <p>{props.agree.denied}</p>}
            </div>
          )}
          {props.reason && (
            <TextField
              label={props.reason.label}
              description={props.reason.hint}
              value={reason}
              onChange={setReason}
              maxLength={500}
              isRequired
            />
          )}
          {props.typed && (
            <TextField
              label={props.typed.label}
              value={typed}
              onChange={setTyped}
              autoComplete="off"
              isRequired
            />
          )}
        </Flex>
      </DialogBody>
      <DialogFooter>
        <Button
          variant="primary"
          destructive={props.isDestructive}
          className={props.isDestructive ? styles.destructive : undefined}
          isDisabled={!isReady}
          onPress={() =>
            props.onConfirm({ typed, reason: reason.trim(), isAgreed })
          }
        >
          {props.confirm}
        </Button>
        {/* The safe way out has the focus when the dialog opens. */}
        {/* eslint-disable-next-line jsx-a11y/no-autofocus */}
        <Button variant="secondary" autoFocus onPress={props.onClose}>
          {t('action.cancel')}
        </Button>
      </DialogFooter>
    </Dialog>
  );
}
