import { failureOf, startContract } from '../__testUtils__/contractWorld';
import { describeHost } from '../__testUtils__/describeHost';
import { gitHubContract } from './__testUtils__/gitHubContract';

describeHost(gitHubContract);

describe('GitHub', () => {
  it('takes the end of the hour from the host', async () => {
    const { git, repository } = await startContract(gitHubContract);
    try {
      git.host.faults.add({
        kind: 'status',
        status: 403,
        headers: {
          'x-ratelimit-remaining': '0',
          'x-ratelimit-reset': String(Math.floor(Date.now() / 1000) + 1000),
        },
      });
      const { details } = await failureOf(repository.facts());
      expect(details.retryAfterSeconds).toBeGreaterThan(900);
      expect(details.retryAfterSeconds).toBeLessThanOrEqual(1001);
    } finally {
      await git.close();
    }
  });
});
