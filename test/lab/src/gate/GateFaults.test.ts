import { GateFaults } from './GateFaults';

describe('GateFaults', () => {
  it('refuses as many matching calls as it was told to', () => {
    const faults = new GateFaults();
    faults.add({
      service: 'sts',
      action: 'AssumeRole',
      status: 503,
      code: 'X',
      count: 2,
    });
    faults.add({ service: 'iam', status: 400, code: 'Throttling', count: 1 });
    expect(faults.take('s3', undefined)).toBeUndefined();
    expect(faults.take('sts', 'GetCallerIdentity')).toBeUndefined();
    expect(faults.take('iam', 'GetRole')?.code).toBe('Throttling');
    expect(faults.take('iam', 'GetRole')).toBeUndefined();
    expect(faults.take('sts', 'AssumeRole')?.status).toBe(503);
    expect(faults.left).toBe(1);
    faults.clear();
    expect(faults.take('sts', 'AssumeRole')).toBeUndefined();
  });
});
