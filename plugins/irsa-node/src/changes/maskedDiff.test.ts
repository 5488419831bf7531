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

  it.each([
    ['folded', 'canary-first canary-second', 'canary-first\n  canary-second'],
    ['escaped', 'canary "one"\ntwo', '"canary \\"one\\"\\ntwo"'],
  ])('shows nothing of a Secret whose text is %s', (_, value, text) => {
    const secret = { kind: 'Secret', stringData: { password: value } };
    const diff = maskedDiff(
      'app.yaml',
      `  ${text}\nname: AWS_ACCESS_KEY_ID\n`,
      `  ${text}\n`,
      secretTexts([secret]),
    );
    expect(diff).toContain('-name: AWS_ACCESS_KEY_ID');
    expect(diff).not.toContain('canary');
  });
});
