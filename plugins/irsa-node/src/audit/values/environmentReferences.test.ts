import { withVariables } from './environmentReferences';

describe('withVariables', () => {
  it.each([
    ['key: {{ env "STORE_ID" }}', 'key: $STORE_ID'],
    ["key: {{ lookup('env', 'STORE_ID') }}", 'key: $STORE_ID'],
    ['key = {{env:STORE_ID}}', 'key = $STORE_ID'],
    ["key: <%= ENV['STORE_ID'] %>", 'key: $STORE_ID'],
    ["key: <%= ENV.fetch('STORE_ID') %>", 'key: $STORE_ID'],
    ["key: '%env(resolve:STORE_ID)%'", "key: '$STORE_ID'"],
    ['key = @format {env[STORE_ID]}', 'key = $STORE_ID'],
    ['key: env!("STORE_ID")', 'key: $STORE_ID'],
    ['key = "@{vault:store_id}"', 'key = "$store_id"'],
    ['key = ${?STORE_ID}', 'key = $STORE_ID'],
    ['key: env/STORE_ID', 'key: $STORE_ID'],
    ['<key from_env="STORE_ID"/>', '<key>$STORE_ID</key>'],
  ])('%s', (text, expected) => {
    expect(withVariables(text)).toBe(expected);
  });

  it.each([
    'key: {{ .Values.environment }}',
    'path: env/production',
    'key: environment',
    '<key from="STORE_ID"/>',
  ])('leaves %s', text => {
    expect(withVariables(text)).toBe(text);
  });
});
