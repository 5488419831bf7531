import fc from 'fast-check';
import { variablesReadIn } from './variableReads';

describe('variables that a text reads', () => {
  it.each([
    'mc alias set s3 https://s3.amazonaws.com "$AWS_ACCESS_KEY_ID" x',
    'access_key_id: ${AWS_ACCESS_KEY_ID}',
    'restic --key ${AWS_ACCESS_KEY_ID:?}',
    'key: ${AWS_ACCESS_KEY_ID:-none}',
    'key: ${env:AWS_ACCESS_KEY_ID}',
    'key = $__env{AWS_ACCESS_KEY_ID}',
    `aws_key_id "#{ENV['AWS_ACCESS_KEY_ID']}"`,
    `config.key = ENV.fetch("AWS_ACCESS_KEY_ID")`,
    `key = os.environ["AWS_ACCESS_KEY_ID"]`,
    `key = os.environ.get('AWS_ACCESS_KEY_ID')`,
    `$key = getenv('AWS_ACCESS_KEY_ID');`,
    `key: process.env.AWS_ACCESS_KEY_ID,`,
    `key: {{ env "AWS_ACCESS_KEY_ID" }}`,
    `key: '%env(AWS_ACCESS_KEY_ID)%'`,
    `key: '%env(string:AWS_ACCESS_KEY_ID)%'`,
    `set KEY=%AWS_ACCESS_KEY_ID%`,
    `$env:AWS_ACCESS_KEY_ID`,
    `access_key = "\${env.AWS_ACCESS_KEY_ID}"`,
  ])('%s', text => {
    expect(variablesReadIn(text)).toContain('AWS_ACCESS_KEY_ID');
  });

  it.each([
    'AWS_ACCESS_KEY_ID=abc',
    'export AWS_ACCESS_KEY_ID=abc',
    '# AWS_ACCESS_KEY_ID is taken from the Secret',
    'AWS_ACCESS_KEY_ID: abc',
    'env:\n  - name: AWS_ACCESS_KEY_ID',
    '$AWS_ACCESS_KEY_ID_FILE',
  ])('not in %s', text => {
    expect(variablesReadIn(text)).not.toContain('AWS_ACCESS_KEY_ID');
  });

  it('takes any text, and not long for a large one', () => {
    fc.assert(
      fc.property(fc.string(), text => Array.isArray(variablesReadIn(text))),
    );
    expect(variablesReadIn('${'.repeat(100_000))).toEqual([]);
    expect(variablesReadIn('x'.repeat(200_001))).toEqual([]);
  });
});
