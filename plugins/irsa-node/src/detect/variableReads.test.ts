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
    // https://github.com/lightbend/config#optional-system-or-env-variable-overrides
    'key = ${?AWS_ACCESS_KEY_ID}',
    'key = $(AWS_ACCESS_KEY_ID)',
    // http://supervisord.org/configuration.html#environment-variables
    'environment=KEY="%(ENV_AWS_ACCESS_KEY_ID)s"',
    // https://docs.litellm.ai/docs/proxy/configs
    'aws_access_key_id: os.environ/AWS_ACCESS_KEY_ID',
    // https://clickhouse.com/docs/operations/configuration-files
    '<access_key_id from_env="AWS_ACCESS_KEY_ID"/>',
    // https://docs.gomplate.ca/functions/env/
    `key = {{ env.Getenv "AWS_ACCESS_KEY_ID" }}`,
    // https://helmfile.readthedocs.io
    `key: {{ requiredEnv "AWS_ACCESS_KEY_ID" }}`,
    `key: "{{ env_var('AWS_ACCESS_KEY_ID') }}"`,
    `key: "{{ lookup('env', 'AWS_ACCESS_KEY_ID') }}"`,
    // https://hexdocs.pm/ex_aws/ExAws.html
    'access_key_id: {:system, "AWS_ACCESS_KEY_ID"}',
    'System.get_env("AWS_ACCESS_KEY_ID")',
    'my $key = $ENV{AWS_ACCESS_KEY_ID};',
    'let key = std::env::var("AWS_ACCESS_KEY_ID")?;',
    'os.LookupEnv("AWS_ACCESS_KEY_ID")',
    'Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID")',
    'test -n "$(printenv AWS_ACCESS_KEY_ID)"',
    // https://github.com/openshift/sandboxed-containers-operator/pull/2189
    'docker run --rm -e AWS_ACCESS_KEY_ID -e AWS_SECRET_ACCESS_KEY app',
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
    'env AWS_ACCESS_KEY_ID=abc app',
    'docker run -e AWS_ACCESS_KEY_ID=abc app',
    'grep -re AWS_ACCESS_KEY_ID_FILE',
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
