import { ContractHost, ContractWorld, startContract } from './contractWorld';
import { itFollows } from './hostFollows';
import { itProposes } from './hostProposes';
import { itReads } from './hostReads';
import { itRefuses } from './hostRefuses';

/** What every host of change requests promises; each row is one promise. */
// eslint-disable-next-line jest/no-export
export function describeHost(host: ContractHost): void {
  describe(`hosts of integrations.${host.integration}`, () => {
    let world: ContractWorld;

    beforeEach(async () => {
      world = await startContract(host);
    });

    afterEach(async () => {
      await world?.git.close();
    });

    const now = () => world;
    itReads(host, now);
    itProposes(host, now);
    itFollows(host, now);
    itRefuses(host, now);
  });
}
