import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { DOCUMENTED_POLICIES } from './documentedPolicies';

const FOLDER = resolve(__dirname, '../../../../../docs/manifests');

describe('DOCUMENTED_POLICIES', () => {
  it('are those of docs/manifests', () => {
    const files = readdirSync(FOLDER).filter(name =>
      name.startsWith('portal-iam-'),
    );
    expect(Object.keys(DOCUMENTED_POLICIES).sort()).toEqual(files.sort());
    for (const file of files) {
      const text = readFileSync(resolve(FOLDER, file), 'utf8');
      expect(DOCUMENTED_POLICIES[file]).toEqual(JSON.parse(text));
    }
  });
});
