import { OtherPlace } from '../types';
import { checkContext } from './__testUtils__/checkContext';
import { sharedFiles } from './sharedFiles';

const place = (cluster: string, state: OtherPlace['state']): OtherPlace => ({
  cluster,
  namespace: 'shop',
  words: `cluster ${cluster}`,
  isRead: state !== 'notKnown',
  state,
  evidence: `Seen in ${cluster}.`,
});
const check = (...otherPlaces: OtherPlace[]) =>
  sharedFiles(
    checkContext({
      context: {
        delivery: {
          way: 'changeRequest',
          state: 'ready',
          reason: 'Git',
          repository: 'https://git.example.com/acme/deploy',
        },
        otherPlaces,
      },
    }),
  );

describe('files that come to several places', () => {
  it.each<[string, OtherPlace[], string, RegExp]>([
    ['passes when there is no other', [], 'passed', /nothing else/],
    [
      'warns of one that the role lets in',
      [place('us', 'served')],
      'warning',
      /cluster us too, which lose their key/,
    ],
    [
      'asks a person about one that is not known',
      [place('us', 'served'), place('ap', 'notKnown')],
      'warning',
      /not known: cluster ap\./,
    ],
    [
      'stops before one that the role does not let in',
      [place('us', 'refused'), place('ap', 'notKnown')],
      'blocked',
      /cluster us too\. Pods there would lose their key/,
    ],
  ])('%s', (_, others, state, words) => {
    const found = check(...others)!;
    expect(found.state).toBe(state);
    expect(found.message).toMatch(words);
    others.forEach(({ evidence }) =>
      expect(found.evidence).toContain(evidence),
    );
  });

  it('says nothing of a change that is made in the cluster', () => {
    expect(sharedFiles(checkContext())).toBeUndefined();
  });
});
