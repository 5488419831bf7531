import fc from 'fast-check';
import { dataKeysOf } from './dataKeys';

const fieldsOf = (place: string, names: readonly string[]) => ({
  manager: 'kubectl',
  operation: 'Update',
  fieldsType: 'FieldsV1',
  fieldsV1: {
    'f:metadata': { 'f:labels': { 'f:app': {} } },
    [`f:${place}`]: {
      '.': {},
      ...Object.fromEntries(names.map(name => [`f:${name}`, {}])),
    },
  },
});

describe('dataKeysOf', () => {
  it.each([
    ['no metadata', undefined],
    ['nobody recorded', {}],
    ['an empty list', { managedFields: [] }],
    [
      'entries without fields',
      { managedFields: [{ manager: 'kubectl' }, null, 'x', 7] },
    ],
    [
      'fields that are no record',
      { managedFields: [{ fieldsV1: [] }, { fieldsV1: 'f:data' }] },
    ],
    ['managedFields that are no list', { managedFields: {} as never }],
  ])('does not know them: %s', (_, metadata) => {
    expect(dataKeysOf(metadata)).toBeUndefined();
  });

  it('knows that there are none', () => {
    expect(dataKeysOf({ managedFields: [fieldsOf('data', [])] })).toEqual([]);
    expect(
      dataKeysOf({ managedFields: [{ fieldsV1: { 'f:type': {} } }] }),
    ).toEqual([]);
  });

  it('knows every key, whoever set it and wherever, once and in order', () => {
    const name = fc.stringMatching(/^[-._a-zA-Z0-9]{1,20}$/);
    const place = fc.constantFrom('data', 'binaryData', 'stringData');
    fc.assert(
      fc.property(
        fc.array(fc.tuple(place, fc.array(name)), { minLength: 1 }),
        writers => {
          const found = dataKeysOf({
            managedFields: writers.map(([where, names]) =>
              fieldsOf(where, names),
            ),
          });
          expect(found).toEqual(
            [...new Set(writers.flatMap(([, names]) => names))].sort(),
          );
        },
      ),
    );
  });
});
