/** The `aws` block is Backstage's own: docs/install.md quotes what it says of half an account. */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ConfigReader } from '@backstage/config';
import { DefaultAwsCredentialsManager } from '@backstage/integration-aws-node';

const guide = readFileSync(
  resolve(__dirname, '../../../../docs/install.md'),
  'utf8',
);

describe('a malformed aws block', () => {
  it.each([{ accessKeyId: 'half' }, { region: 'eu-central-1' }])(
    'with %o is refused in the words of the guide',
    account => {
      const accountId = '111122223333';
      const config = new ConfigReader({
        aws: { accounts: [{ accountId, ...account }] },
      });
      const [, before, after] =
        /`(AWS integration account )…( has )…`/.exec(guide) ?? [];
      expect(before).toBeTruthy();
      expect(() => DefaultAwsCredentialsManager.fromConfig(config)).toThrow(
        `${before}${accountId}${after}`,
      );
      Object.keys(account).forEach(key =>
        expect(guide).toContain(`\`${key}\``),
      );
    },
  );
});
