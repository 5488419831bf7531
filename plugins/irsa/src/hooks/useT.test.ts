import { T } from './useT';

/** Gives back what it was asked. */
const t = ((key: string, values?: object) =>
  [key, JSON.stringify(values ?? {})].join(' ')) as unknown as T;

// The type check is the test: each marked line has to be wrong, and all others right.
it('takes the keys that there are, with what their texts need', () => {
  // @ts-expect-error there is no such text
  t('trust.nothing');
  // @ts-expect-error this text has a name in it
  t('trust.roleTitle');
  // @ts-expect-error the name is called `name`
  t('trust.roleTitle', { title: 'orders' });
  // @ts-expect-error nothing is put into this text
  t('trust.verdict', { name: 'orders' });
  // @ts-expect-error a number decides between singular and plural
  t('trust.more');
  // @ts-expect-error the forms themselves are not asked for
  t('trust.more_one', { count: 1 });

  expect(t('trust.verdict')).toBe('trust.verdict {}');
  expect(t('trust.roleTitle', { name: 'orders' })).toBe(
    'trust.roleTitle {"name":"orders"}',
  );
  expect(t('trust.more', { count: 2 })).toBe('trust.more {"count":2}');
});
