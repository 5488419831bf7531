import { useState } from 'react';
import { Button, Select } from '@backstage/ui';
import { useApi } from '@backstage/core-plugin-api';
import { AwsCode, AwsForm, Plan } from 'backstage-plugin-irsa-common';
import { irsaApiRef, unwrap } from '../../api';
import { useAction, useT } from '../../hooks';
import { CopyButton, ErrorPanel, Panel, saveText } from '../../ui';
import styles from './Delivery.module.css';

const FORMS = [
  'terraform',
  'cloudformation',
  'cdk',
  'eksctl',
  'ack',
  'crossplane',
] as const satisfies readonly AwsForm[];

/** Role, policy and provider as files, for those who keep AWS in code. */
export function AwsCodePanel(props: { plan: Plan }) {
  const t = useT();
  const api = useApi(irsaApiRef);
  const [form, setForm] = useState<AwsForm>();
  const [code, setCode] = useState<AwsCode>();
  const load = useAction(async (chosen: AwsForm) => {
    setCode(
      await unwrap(
        api.GET('/plans/{planId}/aws-code/{form}', {
          params: { path: { planId: props.plan.id, form: chosen } },
        }),
      ),
    );
  });
  const { awsHalf } = props.plan;
  const isByCode = awsHalf?.madeBy === 'code';
  return (
    <Panel title={t(isByCode ? 'plan.code.byCodeTitle' : 'plan.code.title')}>
      <p>
        {isByCode
          ? t('plan.code.byCode', { evidence: awsHalf.evidence })
          : t('plan.code.text')}
      </p>
      <Select
        label={t('plan.code.form')}
        placeholder={t('plan.code.choose')}
        options={FORMS.map(id => ({ id, label: t(`plan.code.forms.${id}`) }))}
        value={form ?? null}
        onChange={key => {
          const chosen = FORMS.find(each => each === key);
          if (chosen) {
            setForm(chosen);
            load.run(chosen);
          }
        }}
      />
      {load.error && <ErrorPanel error={load.error} />}
      <div role="status">
        {code && code.form === form && <Files code={code} />}
      </div>
    </Panel>
  );
}

function Files({ code }: { code: AwsCode }) {
  const t = useT();
  return (
    <>
      {code.problem && <p>{code.problem}</p>}
      {code.files.map(({ path, content }) => (
        <section key={path} aria-label={path}>
          <p>
            {path}{' '}
            <CopyButton
              text={content}
              label={t('plan.code.copyOf', { file: path })}
            />{' '}
            <Button
              size="small"
              variant="secondary"
              onPress={() => saveText(content, path)}
            >
              {t('plan.code.saveOf', { file: path })}
            </Button>
          </p>
          {/* A long line scrolls, by keyboard too. */}
          {/* eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex */}
          <pre className={styles.diff} tabIndex={0}>
            {content}
          </pre>
        </section>
      ))}
      {code.apply && <p className={styles.line}>{code.apply}</p>}
      {code.left.length > 0 && (
        <ul className={styles.proof}>
          {code.left.map(sentence => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
    </>
  );
}
