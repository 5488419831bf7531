import { Button } from '@backstage/ui';
import { Plan, Sentence } from 'backstage-plugin-irsa-common';
import { useT } from '../../hooks';
import { Panel, formatDuration } from '../../ui';
import styles from './Changes.module.css';
import { sentenceText } from './sentenceText';

/** The plan in sentences: verb, object, effect, and whether it can be taken back. */
export function Changes(props: {
  plan: Plan;
  onShowDiff: (diffId: string) => void;
}) {
  const t = useT();
  const { plan } = props;
  const count = (verb: Sentence['verb']) =>
    String(plan.sentences.filter(item => item.verb === verb).length);
  return (
    <Panel
      title={`${t('plan.changes')} — ${t('plan.counts', {
        added: count('add'),
        changed: count('change'),
        deleted: count('delete'),
      })}`}
      aside={[
        plan.restarts
          ? t('plan.restarts', { count: plan.restarts })
          : t('plan.noRestarts'),
        plan.usualSeconds &&
          t('plan.usual', {
            time: formatDuration(t, plan.usualSeconds * 1000),
          }),
      ]
        .filter(Boolean)
        .join(' · ')}
    >
      <ul className={styles.sentences} aria-label={t('plan.changes')}>
        {plan.sentences.map(sentence => (
          <li key={sentence.id} className={styles.sentence}>
            <span className={`${styles.verb} ${styles[sentence.verb]}`}>
              {t(`plan.verb.${sentence.verb}`)}
            </span>
            <span className={styles.text}>
              {sentenceText(t, plan, sentence)}{' '}
              {sentence.diffId && (
                <Button
                  size="small"
                  variant="tertiary"
                  className={styles.link}
                  aria-label={t('plan.showDiffOf', { object: sentence.object })}
                  onPress={() => props.onShowDiff(sentence.diffId!)}
                >
                  {t('plan.showDiff')}
                </Button>
              )}
            </span>
            <span
              className={`${styles.undo} ${
                sentence.reversible === 'no' ? styles.final : ''
              }`}
            >
              {t(`plan.reversible.${sentence.reversible}`)}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}
