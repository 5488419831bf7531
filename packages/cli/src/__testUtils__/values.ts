/** Values that look like keys and are none. */
export const FAKE_ID = ['AKIA', 'LABLABLA4L000001'].join('');
/** A value that must not occur in any output. */
export const CANARY = ['canary', 'CANARY', '0123456789abcdefghijABCDEF/+'].join(
  '',
);
export const FAKE_SECRET = CANARY;

/** A Pod with a key written into it, as YAML. */
export function podWithKey(name: string, namespace = 'production'): string {
  return [
    'apiVersion: v1',
    'kind: Pod',
    `metadata: { name: ${name}, namespace: ${namespace} }`,
    'spec:',
    '  containers:',
    '    - name: app',
    '      env:',
    '        - name: AWS_ACCESS_KEY_ID',
    `          value: ${FAKE_ID}`,
    '        - name: AWS_SECRET_ACCESS_KEY',
    `          value: ${FAKE_SECRET}`,
    '',
  ].join('\n');
}
