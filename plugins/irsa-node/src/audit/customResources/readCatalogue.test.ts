import { audit, secret } from '../__testUtils__/audit';
import { head, one } from '../__testUtils__/customResourceRows';
import { CatalogueError, readCatalogue } from './readCatalogue';
import { CUSTOM_RESOURCE_RULES } from './rules';

describe('the catalogue', () => {
  const rule = {
    software: 'Ours',
    group: 'example.com',
    kinds: ['Store'],
    family: 'aws',
    places: [{ path: 'spec.creds.*.id', as: 'selector', part: 'id' }],
  };

  it('can be extended', () => {
    const manifest = head(
      'example.com/v1',
      'Store',
      '{ creds: [{ id: { name: s, key: id } }] }',
    );
    expect(audit(manifest)).toEqual([]);
    expect(audit(manifest, { catalogue: readCatalogue([rule]) })).toEqual(
      one('Store', 's', 'id', 'static-aws'),
    );
  });

  it('may say that the endpoint is in the Secret', () => {
    const store = { ...rule, family: 's3', endpointKeys: ['HOST'] };
    const pair = ['id', 'secret'].map(part => ({
      path: `spec.${part}`,
      as: 'selector',
      part,
    }));
    const catalogue = readCatalogue([{ ...store, places: pair }]);
    const manifest =
      head(
        'example.com/v1',
        'Store',
        '{ id: { name: s, key: AWS_ACCESS_KEY_ID }, secret: { name: s, key: AWS_SECRET_ACCESS_KEY } }',
      ) +
      secret(
        's',
        '{ HOST: "minio:9000", AWS_ACCESS_KEY_ID: a, AWS_SECRET_ACCESS_KEY: b }',
      );
    const names = 'AWS_ACCESS_KEY_ID,AWS_SECRET_ACCESS_KEY';
    expect(audit(manifest, { catalogue })).toEqual(
      one('Store', 's', names, 's3-compatible'),
    );
    expect(audit(manifest, { catalogue, readLevel: 1 })).toEqual(
      one('Store', 's', names, 'uncertain'),
    );
  });

  it.each<[string, unknown, string]>([
    ['no list', 'x', 'it must be a list of rules'],
    ['no record', ['x'], 'rule 1 must be a record'],
    ['no group', [{ ...rule, group: '' }], 'group of rule 1'],
    ['no place', [{ ...rule, places: [] }], 'places of rule 1 (Ours)'],
    [
      'another family',
      [{ ...rule, family: 'gcp' }],
      'one of aws, s3, otherStore',
    ],
    [
      'a bad path',
      [{ ...rule, places: [{ path: 'a..b', as: 'value', part: 'id' }] }],
      'path of place 1',
    ],
    [
      'a bad part',
      [{ ...rule, places: [{ path: 'a', as: 'value', part: 'all' }] }],
      'one of id, secret, token, file, any',
    ],
  ])('is refused with %s', (_name, value, message) => {
    expect(() => readCatalogue(value)).toThrow(CatalogueError);
    expect(() => readCatalogue(value)).toThrow(message);
  });

  it('reads its own rules', () => {
    expect(
      readCatalogue(JSON.parse(JSON.stringify(CUSTOM_RESOURCE_RULES))),
    ).toHaveLength(CUSTOM_RESOURCE_RULES.length);
  });
});
