import { maskedDiff, secretTexts } from './maskedDiff';

const deployment = (list: string, value: string) => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: 'orders' },
  spec: {
    template: {
      spec: {
        containers: [{ name: 'app' }],
        [list]: [{ name: 'other', env: [{ name: 'DB_PASSWORD', value }] }],
      },
    },
  },
});

describe('maskedDiff', () => {
  it.each(['containers', 'initContainers', 'ephemeralContainers'])(
    'shows no password of %s beside a line that goes',
    list => {
      const canary = 'canary-of-a-password';
      const values = secretTexts([deployment(list, canary)]);
      const diff = maskedDiff(
        'app.yaml',
        `value: ${canary}\nname: AWS_ACCESS_KEY_ID\n`,
        `value: ${canary}\n`,
        values,
      );
      expect(diff).toContain('-name: AWS_ACCESS_KEY_ID');
      expect(diff).not.toContain(canary);
    },
  );
});
