import { CodeRequest, Readiness } from 'backstage-plugin-irsa-common';
import { assessReadiness } from 'backstage-plugin-irsa-node';
import { World } from '../world/World';
import { CheckContext } from './PlanCheck';
import { sourceCode } from './sourceCode';

const READ = '2026-01-01T00:00:00Z';
const LATER = '2026-01-01T00:05:00Z';
const EARLIER = '2025-12-31T00:00:00Z';
const URL = 'https://git.example.com/acme/orders/pull/7';
const WHY = 'before the cut-over, since';
const KEY = { 'app.py': 'boto3.client("s3", aws_access_key_id=key)\n' };
const FIT = { 'requirements.txt': 'boto3==1.34.0\n' };

const read = (files: Record<string, string>): Readiness => ({
  ...assessReadiness(
    Object.entries(files).map(([path, content]) => ({ path, content })),
  ),
  source: { entityRef: 'component:default/orders', url: 'https://git' },
  asOf: READ,
});
const unread: Readiness = {
  ...read({}),
  verdict: 'unknown',
  reason: 'Its host did not answer.',
};
const request = (facts: Partial<CodeRequest>): CodeRequest => ({
  state: 'open',
  url: URL,
  createdAt: EARLIER,
  asOf: READ,
  ...facts,
});
const merged = (
  state: 'yes' | 'no' | 'notKnown',
  endedAt = EARLIER,
): CodeRequest =>
  request({
    state: 'merged',
    endedAt,
    runs: { state, evidence: 'As the tag says.' },
  });

function ask(
  code: Readiness | undefined,
  codeRequest?: CodeRequest,
  containers: { name: string; image: string }[] = [
    { name: 'app', image: 'orders:1' },
  ],
) {
  const world = {
    code,
    codeRequest,
    workload: {
      image: 'orders:1',
      references: containers.map(({ name }) => ({
        container: name,
        location: 'env-value',
        envNames: ['AWS_ACCESS_KEY_ID'],
      })),
    },
    object: { spec: { template: { spec: { containers } } } },
  } as unknown as World;
  return sourceCode({ world } as CheckContext);
}

describe('while the source uses the key', () => {
  it.each<[string, CodeRequest | undefined, string[]]>([
    ['nobody looked for a request', undefined, ['run irsa-audit fix --code']],
    [
      'none was opened',
      request({ state: 'none', url: undefined }),
      [
        'open the code request on this page',
        'or run irsa-audit fix --code',
        WHY,
      ],
    ],
    [
      'one is open',
      request({}),
      [`Merge the code request ${URL} first (open since ${EARLIER})`, WHY],
    ],
    [
      'one was closed',
      request({ state: 'closed', endedAt: EARLIER }),
      ['closed without a merge', 'Open another one', WHY],
    ],
    [
      'one was merged before',
      merged('notKnown'),
      ['these places are there all the same', 'open another one', WHY],
    ],
    [
      'one was merged since it was read',
      merged('notKnown', LATER),
      ['after the source was read', 'deploy it', WHY],
    ],
    [
      'its host does not answer',
      request({ state: 'notKnown', reason: 'No answer.' }),
      ['Whether a code request is open is not known: No answer.'],
    ],
    [
      'no host knows the place',
      request({ state: 'notKnown', refusal: 'hostUnknown', reason: 'None.' }),
      ['The portal cannot open a request for it: None.'],
    ],
  ])('%s: the way out names what comes first', (_, known, words) => {
    const check = ask(read(KEY), known)!;
    expect(check.state).toBe('warning');
    expect(check.params).toEqual({ places: ['app.py:1'] });
    for (const each of words) {
      expect(check.fix).toContain(each);
    }
  });
});

describe('when the source does not use it any more', () => {
  it.each<[string, Readiness, CodeRequest | undefined, string | undefined]>([
    ['no request was ever opened', read(FIT), undefined, 'passed'],
    ['the merged one runs', read(FIT), merged('yes'), 'passed'],
    ['what runs is older', read(FIT), merged('no'), 'warning'],
    ['whether it runs is not known', read(FIT), merged('notKnown'), 'warning'],
    ['the same without an SDK', read({}), merged('notKnown'), 'warning'],
    [
      'the host does not answer',
      read(FIT),
      request({ state: 'notKnown' }),
      'warning',
    ],
    [
      'one was opened at a host that is not known any more',
      read(FIT),
      request({ state: 'notKnown', refusal: 'hostUnknown' }),
      'warning',
    ],
    [
      'one could not be opened for its SDK, and never was',
      read({ 'requirements.txt': 'boto3==1.9.0\n' }),
      request({ state: 'notKnown', refusal: 'hostUnknown' }),
      'passed',
    ],
    ['one is open that nobody needs', read(FIT), request({}), 'passed'],
    ['one is open, and the source unread', unread, request({}), 'warning'],
    ['the source is unread', unread, undefined, undefined],
  ])('%s', (_, code, known, state) => {
    expect(ask(code, known)?.state).toBe(state);
  });

  it('says that it is not known, in these words', () => {
    expect(ask(read(FIT), merged('notKnown'))).toMatchObject({
      message: 'The code request is merged; whether it runs is not known.',
      evidence: `${URL}, merged at ${EARLIER}. As the tag says.`,
    });
  });

  it('does not take one image for another that has the key too', () => {
    expect(
      ask(read(FIT), merged('yes'), [
        { name: 'app', image: 'orders:1' },
        { name: 'worker', image: 'orders-worker:1' },
      ]),
    ).toMatchObject({
      state: 'warning',
      evidence: expect.stringContaining('worker'),
    });
  });
});
