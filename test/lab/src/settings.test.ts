import { LabProblem } from './LabProblem';
import { readSettings } from './settings';

describe('readSettings', () => {
  it('gives each program a port of its own', () => {
    const { ports, issuer } = readSettings({ LAB_PORT: '30000' });
    expect(ports.apiServer).toBe(30000);
    expect(new Set(Object.values(ports)).size).toBe(11);
    expect(issuer).toMatch(/^https:\/\/oidc\.eks\./);
  });

  it.each([
    ['LAB_PORT', '80'],
    ['LAB_PORT', '65530'],
    ['LAB_PORT', 'many'],
    ['LAB_ISSUER', 'http://issuer.example'],
    ['LAB_ISSUER', 'https://issuer.example:8443/id/1'],
  ])('refuses %s=%s', (name, value) => {
    expect(() => readSettings({ [name]: value })).toThrow(LabProblem);
  });
});
