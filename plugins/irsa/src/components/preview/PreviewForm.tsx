import { FormEvent, useState } from 'react';
import { Checkbox, CheckboxGroup, Combobox, Select } from '@backstage/ui';
import {
  PreviewMethod,
  PreviewRequest,
  WorkloadRef,
  paths as apiPaths,
} from 'backstage-plugin-irsa-common';
import { Allowed, useT } from '../../hooks';
import { ReasonedButton } from '../../ui';
import styles from './Preview.module.css';

export type Suggestions =
  apiPaths['/previews/suggestions']['get']['responses']['200']['content']['application/json'];

const lifetimes = [60, 300, 900, 3600];

/** What to ask: bucket, object, calls and the life of the links. */
export function PreviewForm(props: {
  workload: WorkloadRef;
  suggestions: Suggestions;
  allowed: Allowed;
  isPending: boolean;
  onCompare: (request: PreviewRequest) => void;
  /** What was asked before is not what stands in the form now. */
  onEdit: () => void;
}) {
  const t = useT();
  const { suggestions, onEdit } = props;
  const [bucket, setBucket] = useState(suggestions.buckets[0]?.name ?? '');
  const objects = suggestions.buckets.find(
    item => item.name === bucket,
  )?.objects;
  const [typedKey, setKey] = useState<string>();
  // An object that is there answers more than one that is not.
  const key = typedKey ?? objects?.[0] ?? `${suggestions.probePrefix}probe.txt`;
  const [methods, setMethods] = useState<string[]>(
    ['HEAD', 'GET'].filter(method =>
      suggestions.methods.some(allowed => allowed === method),
    ),
  );
  const [expiry, setExpiry] = useState(
    Math.min(60, suggestions.maxExpirySeconds),
  );
  const isPutOutside =
    methods.includes('PUT') && !key.startsWith(suggestions.probePrefix);
  const options = lifetimes.filter(
    value => value <= suggestions.maxExpirySeconds,
  );

  // The field also reports the text that it was given.
  function edited(next: string, before: string) {
    if (next !== before) {
      onEdit();
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (bucket && key && methods.length > 0 && !isPutOutside) {
      props.onCompare({
        workload: props.workload,
        bucket: bucket.trim(),
        key,
        methods: methods as PreviewMethod[],
        expirySeconds: expiry,
      });
    }
  }

  return (
    <form className={styles.form} onSubmit={submit}>
      <Combobox
        label={t('preview.bucket')}
        allowsCustomValue
        isRequired
        options={suggestions.buckets.map(item => ({
          id: item.name,
          label: item.name,
        }))}
        search={{
          inputValue: bucket,
          onInputChange: next => {
            setBucket(next);
            edited(next, bucket);
          },
        }}
      />
      <Combobox
        label={t('preview.object')}
        allowsCustomValue
        isRequired
        options={(objects ?? []).map(name => ({ id: name, label: name }))}
        search={{
          inputValue: key,
          onInputChange: next => {
            setKey(next);
            edited(next, key);
          },
        }}
      />
      <CheckboxGroup
        label={t('preview.methods')}
        orientation="horizontal"
        value={methods}
        onChange={next => {
          setMethods(next);
          onEdit();
        }}
      >
        {suggestions.methods.map(method => (
          <Checkbox key={method} value={method}>
            {method}
          </Checkbox>
        ))}
      </CheckboxGroup>
      <Select
        label={t('preview.expiry')}
        options={(options.length ? options : [expiry]).map(value => ({
          id: String(value),
          label: t('preview.seconds', { value: String(value) }),
        }))}
        value={String(expiry)}
        onChange={value => {
          setExpiry(Number(value));
          onEdit();
        }}
      />
      <ReasonedButton
        variant="primary"
        type="submit"
        isPending={props.isPending}
        isDisabled={
          !props.allowed.isAllowed || !bucket || !key || methods.length === 0
        }
        reason={
          props.allowed.reason ??
          (isPutOutside
            ? t('preview.putPrefix', { prefix: suggestions.probePrefix })
            : undefined)
        }
      >
        {props.isPending ? t('preview.comparing') : t('preview.compare')}
      </ReasonedButton>
      {methods.includes('PUT') && (
        <p className={styles.formHint}>
          {t('preview.putHint', { prefix: suggestions.probePrefix })}
        </p>
      )}
    </form>
  );
}
