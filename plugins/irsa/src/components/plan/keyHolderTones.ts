import { KeyHolder } from 'backstage-plugin-irsa-common';
import { StatusPill } from '../../ui';

type Tone = Parameters<typeof StatusPill>[0]['tone'];

export const keyHolderTones: Record<KeyHolder['state'], Tone> = {
  uses: 'warning',
  underWay: 'info',
  soaking: 'info',
  broken: 'negative',
  soaked: 'positive',
  keyOff: 'positive',
  stored: 'neutral',
};
