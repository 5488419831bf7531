import { isOwnCall } from './ownUse';

const AT = '2026-11-20T10:00:41.000Z';
const announced = [Date.parse('2026-11-20T10:00:35Z')];
const OWN = 'aws-sdk-js/3.1100 ua/2.1 os/linux lang/js backstage-irsa';

describe('a call of the portal itself', () => {
  it.each([
    ['names the portal, and was announced', {}, announced, true],
    [
      'of DynamoDB has no other words',
      { userAgent: 'backstage-irsa' },
      announced,
      true,
    ],
    ['was not announced', {}, [], false],
    ['was announced an hour before', {}, [announced[0] - 3_600_000], false],
    ['does not name the portal', { userAgent: 'Boto3/1.34' }, announced, false],
    ['has no user agent', { userAgent: undefined }, announced, false],
    [
      'has a name that begins like it',
      { userAgent: 'backstage-irsa-x/1' },
      announced,
      false,
    ],
    [
      'is of a service that the portal does not call',
      { service: 'ec2' },
      announced,
      false,
    ],
  ])('that %s', (_, changes, uses, isOwn) => {
    expect(
      isOwnCall({ at: AT, service: 'sts', userAgent: OWN, ...changes }, uses),
    ).toBe(isOwn);
  });
});
