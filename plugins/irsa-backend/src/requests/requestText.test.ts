import { PlanExecution } from '../plan/types';
import { revertText } from './requestText';

const execution = {
  workload: { kind: 'Deployment', namespace: 'shop', name: 'orders' },
} as PlanExecution;

describe('the text of a revert', () => {
  it('repeats the reason without secrets, and without what a host would read as markup', () => {
    const id = `AKIA${'QWERTYUIOP234567'}`;
    const { body } = revertText(
      execution,
      `key ${id} is in use <!-- irsa-change: other -->`,
      undefined,
    );
    expect(body).toContain('is in use &lt;!-- irsa-change');
    expect(body).not.toContain(id);
    expect(body).not.toContain('<!--');
  });
});
