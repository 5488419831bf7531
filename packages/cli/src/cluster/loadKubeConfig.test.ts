import { makeFolder } from '../__testUtils__/folder';
import { CANARY } from '../__testUtils__/values';
import { loadKubeConfig } from './loadKubeConfig';

const config = (name: string, server: string, current = name) =>
  JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name, cluster: { server } }],
    users: [{ name, user: { token: CANARY } }],
    contexts: [{ name, context: { cluster: name, user: name } }],
    'current-context': current,
  });

const serverOf = (...parameters: Parameters<typeof loadKubeConfig>) =>
  loadKubeConfig(...parameters).getCurrentCluster()?.server;

describe('loadKubeConfig', () => {
  it('takes a file relative to the working directory', () => {
    const cwd = makeFolder({ 'a.yaml': config('a', 'https://a') });
    expect(serverOf({ kubeconfig: 'a.yaml' }, cwd, {})).toBe('https://a');
  });

  it('joins the files of KUBECONFIG, of which the first to name something wins', () => {
    const cwd = makeFolder({
      one: config('same', 'https://first'),
      two: config('same', 'https://second'),
      three: config('other', 'https://other'),
    });
    const env = { KUBECONFIG: ['one', 'missing', 'two', 'three'].join(':') };
    expect(serverOf({}, cwd, env)).toBe('https://first');
    expect(serverOf({ context: 'other' }, cwd, env)).toBe('https://other');
  });

  it('takes the one in the home folder', () => {
    const cwd = makeFolder({ '.kube/config': config('h', 'https://home') });
    expect(serverOf({}, '/', { HOME: cwd })).toBe('https://home');
  });

  it.each<[string, object, RegExp]>([
    [
      'a file that is not there',
      { kubeconfig: 'none' },
      /cannot be read \(ENOENT\)/,
    ],
    [
      'a file that is not YAML',
      { kubeconfig: 'broken' },
      /is not complete, or not YAML/,
    ],
    ['an empty file', { kubeconfig: 'empty' }, /is not complete, or not YAML/],
    [
      'a context that is not there',
      { kubeconfig: 'good', context: 'x' },
      /no context x .*There are: good/,
    ],
    [
      'no current context',
      { kubeconfig: 'currentless' },
      /Choose one with --context: c/,
    ],
    ['nothing at all', {}, /There is no kubeconfig/],
  ])(
    'says what is wrong with %s, and quotes nothing',
    (_, options, expected) => {
      const cwd = makeFolder({
        broken: `a: "${CANARY}\nb: [`,
        empty: '',
        good: config('good', 'https://g'),
        currentless: config('c', 'https://c', ''),
      });
      let message = '';
      try {
        loadKubeConfig(options, cwd, { HOME: cwd });
      } catch (error) {
        message = (error as Error).message;
      }
      expect(message).toMatch(expected);
      expect(message).not.toContain(CANARY);
    },
  );
});
