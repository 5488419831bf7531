import { Check, Plan } from '../api';
import { canStart } from './canStart';
import { planStatus } from './planStatus';

const NOW = Date.parse('2026-11-01T12:00:00Z');
const check = (id: string, state: Check['state']): Check => ({
  id,
  key: `${id}.${state}`,
  params: {},
  state,
  message: id,
  evidence: 'seen',
});
const plan = (changes: Partial<Plan> = {}) => ({
  status: 'ready' as Plan['status'],
  checks: [check('role', 'passed')],
  expiresAt: '2026-11-01T12:00:01Z',
  ...changes,
});
const reason = (
  of: ReturnType<typeof plan>,
  options: Partial<Parameters<typeof canStart>[1]> = {},
) => {
  const verdict = canStart(of, { now: NOW, acknowledgements: [], ...options });
  return verdict.canStart ? 'can start' : verdict.refusal.because;
};

describe('canStart', () => {
  it('says yes to a plan that is ready', () => {
    expect(reason(plan())).toBe('can start');
  });

  it.each<[string, Partial<Plan>]>([
    ['used', { status: 'used' }],
    ['discarded', { status: 'discarded' }],
    ['nothingToDo', { status: 'nothingToDo' }],
    ['blocked', { status: 'blocked' }],
    ['blocked', { checks: [check('rights', 'blocked')] }],
    ['expired', { expiresAt: '2026-11-01T12:00:00Z' }],
    ['unacknowledged', { checks: [check('links', 'warning')] }],
  ])('names the reason: %s', (because, changes) => {
    expect(reason(plan(changes))).toBe(because);
  });

  it('leaves a workload alone that something else owns', () => {
    const manager = { livePatchAllowed: false };
    expect(reason(plan(), { manager })).toBe('ownedBySource');
    expect(reason(plan(), { manager: { livePatchAllowed: true } })).toBe(
      'can start',
    );
  });

  it('names first what no later plan of the same kind would change', () => {
    const bad = plan({
      expiresAt: '2026-11-01T11:00:00Z',
      checks: [check('rights', 'blocked'), check('links', 'warning')],
    });
    expect(reason(bad)).toBe('blocked');
    expect(reason({ ...bad, status: 'used' })).toBe('used');
  });

  it('takes each warning for itself', () => {
    const warned = plan({
      checks: [check('links', 'warning'), check('cold', 'warning')],
    });
    expect(
      canStart(warned, { now: NOW, acknowledgements: ['links'] }),
    ).toMatchObject({ refusal: { checks: [{ id: 'cold' }] } });
    expect(reason(warned, { acknowledgements: ['cold', 'links'] })).toBe(
      'can start',
    );
  });
});

it.each<[Plan['status'], string, Plan['status']]>([
  ['ready', '2026-11-01T12:00:01Z', 'ready'],
  ['ready', '2026-11-01T12:00:00Z', 'expired'],
  ['blocked', '2026-11-01T11:00:00Z', 'expired'],
  ['used', '2026-11-01T11:00:00Z', 'used'],
  ['discarded', '2026-11-01T11:00:00Z', 'discarded'],
])('a plan that is %s and ends at %s is %s', (status, expiresAt, now) => {
  expect(planStatus({ status, expiresAt }, NOW)).toBe(now);
});
