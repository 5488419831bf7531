import { settingsIn } from './mesh';

describe('settings of a mesh', () => {
  it.each([
    ['nothing', '', { outbound: 'ALLOW_ANY', holds: false }],
    [
      'a closed mesh whose containers wait',
      'outboundTrafficPolicy:\n  mode: REGISTRY_ONLY\ndefaultConfig:\n  holdApplicationUntilProxyStarts: true\n',
      { outbound: 'REGISTRY_ONLY', holds: true },
    ],
    [
      'no YAML, which is not quoted',
      'a: b: secret',
      { notRead: 'the settings of the mesh are no YAML' },
    ],
  ])('%s', (_, text, expected) => {
    expect(settingsIn(text)).toEqual(expected);
  });
});
