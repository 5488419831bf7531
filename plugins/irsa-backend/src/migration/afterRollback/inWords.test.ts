import { afterRollbackInWords } from './inWords';
import { asBefore, differs, notKnown } from './ReadAgain';

describe('afterRollbackInWords', () => {
  const readAt = '2026-11-28T12:00:00.000Z';

  it.each([
    [true, 'Everything was read again and is as it was before.'],
    [
      false,
      'Nothing was changed in the workload by the portal, and nothing that was made for it is left.',
    ],
  ])('says so when all was read and is as before', (touched, said) => {
    const objects = [asBefore('IAM role x', 'It is gone again.')];
    expect(afterRollbackInWords({ readAt, objects }, touched)).toBe(said);
  });

  it('says what differs and what is not known, and never "everything"', () => {
    const objects = [
      asBefore('Deployment a/b', 'Its template is exactly as before.'),
      differs('IAM role x', 'It stays.'),
      notKnown('Access key', 'Nobody looked.'),
    ];
    expect(afterRollbackInWords({ readAt, objects }, true)).toBe(
      [
        '1 of 3 things were read again and are as they were before.',
        'Not as before: IAM role x. It stays.',
        'Not known: Access key. Nobody looked.',
      ].join('\n'),
    );
  });
});
