import { Manager, MigrationRequest } from 'backstage-plugin-irsa-common';
import { StoredPlan } from '../plan/types';
import { assertStartable } from './startChecks';

const NOW = Date.parse('2026-11-28T12:00:00Z');
const stored = {
  plan: {
    hash: 'h',
    status: 'ready',
    checks: [],
    expiresAt: '2026-11-28T12:30:00Z',
  },
  execution: { accountId: '111122223333' },
} as unknown as StoredPlan;
const request = { planId: 'p', planHash: 'h' } as MigrationRequest;
const start = (manager?: Manager) =>
  assertStartable(stored, request, NOW, manager);

describe('assertStartable', () => {
  it('answers like the button of the page when something else owns the workload since', () => {
    const argo = { kind: 'argocd', livePatchAllowed: false, evidence: 'label' };
    expect(() => start(argo as Manager)).toThrow(
      'Something else owns the workload',
    );
  });

  it.each([
    ['nobody owns', { kind: 'none', livePatchAllowed: true, evidence: '' }],
    ['is not known', undefined],
  ])('gives the execution of a workload that %s', (_, manager) => {
    expect(start(manager as Manager | undefined)).toBe(stored.execution);
  });
});
