import { Preview } from 'backstage-plugin-irsa-common';
import { T } from '../../hooks';

export type VerdictTone = 'success' | 'info' | 'warning' | 'danger';

/** Codes by which AWS refuses a key that is off, deleted or unknown, whatever it asks for. */
const KEY_IS_OFF = ['InvalidAccessKeyId', 'InvalidClientTokenId'];

/**
 * The verdict in words: what was compared, and not only that it is equal. That both sides are refused proves nothing;
 * that only a key is refused which is off is what a migration wants.
 */
export function verdictWords(
  t: T,
  preview: Pick<Preview, 'verdict' | 'sides' | 'differences'>,
): { tone: VerdictTone; title: string; text?: string } {
  const { verdict, sides, differences = [] } = preview;
  const [key, role] = (['key', 'role'] as const).map(
    identity => sides.find(side => side.identity === identity)?.probes ?? [],
  );
  const count = { all: String(key.length) };
  const isSimulated = sides.some(({ state }) => state === 'simulated');
  if (isSimulated && key.length > 0) {
    return {
      tone: differences.length > 0 ? 'warning' : 'info',
      title:
        differences.length > 0
          ? t('preview.verdict.simulatedMissing', {
              what: differences.map(({ message }) => message).join(' '),
            })
          : t('preview.verdict.simulated'),
      text: t('preview.verdict.simulatedText'),
    };
  }
  if (verdict === 'incomplete') {
    return {
      tone: 'warning',
      title: t('preview.verdict.incomplete'),
      text: t('preview.verdict.incompleteText'),
    };
  }
  if (verdict === 'different') {
    const isOff = key.every(({ code }) => KEY_IS_OFF.includes(code ?? ''));
    if (isOff && role.every(({ outcome }) => outcome === 'allowed')) {
      return {
        tone: 'success',
        title: t('preview.verdict.keyOff', count),
        text: t('preview.verdict.keyOffText'),
      };
    }
    return {
      tone: 'danger',
      title: `${t('preview.verdict.different')}: ${differences
        .map(({ message }) => message)
        .join(' ')}`,
    };
  }
  const works = key.filter(({ outcome }) => outcome === 'allowed').length;
  if (works === 0) {
    return {
      tone: 'warning',
      title: t('preview.verdict.bothRefused', count),
      text: t('preview.verdict.bothRefusedText'),
    };
  }
  return works < key.length
    ? {
        tone: 'info',
        title: t('preview.verdict.same', { same: count.all, ...count }),
        text: t('preview.verdict.partText', {
          works: String(works),
          refused: String(key.length - works),
        }),
      }
    : {
        tone: 'success',
        title: t('preview.verdict.same', { same: count.all, ...count }),
        text: t('preview.verdict.sameText'),
      };
}
