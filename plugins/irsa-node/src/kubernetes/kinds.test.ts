import { readFileSync } from 'node:fs';
import path from 'node:path';
import {
  apiVersionOf,
  kindChangedInPlace,
  KINDS,
  kindOf,
  KnownKind,
} from './kinds';
import { listPath } from './paths';

const kinds = Object.entries<KnownKind>(KINDS);

describe('the table of kinds', () => {
  it('has each kind once, under its own name', () => {
    expect(kinds.map(([name]) => name)).toEqual(
      kinds.map(([, { kind }]) => kind),
    );
    const lists = kinds.map(([, kind]) => listPath(kind));
    expect(new Set(lists).size).toBe(lists.length);
  });

  it.each(kinds)('%s is well formed', (_, kind) => {
    expect(kind.plural).toMatch(/^[a-z]+$/);
    expect(kind.plural.startsWith(kind.kind.toLowerCase().slice(0, 4))).toBe(
      true,
    );
    expect(apiVersionOf(kind)).toMatch(/^([a-z0-9.]+\/)?v1(alpha1)?$/);
  });

  it('changes in place what has a template inside a controller that replaces its Pods', () => {
    expect(
      kinds.filter(([name]) => kindChangedInPlace(name)).map(([name]) => name),
    ).toEqual(['Deployment', 'StatefulSet', 'DaemonSet', 'CronJob']);
  });

  it.each(['toString', '__proto__', 'constructor', '', 'Widget', undefined])(
    'knows no kind %s',
    name => {
      expect(kindOf(name)).toBeUndefined();
    },
  );

  it('is what the documented rights of the portal are about', () => {
    const manifest = readFileSync(
      path.resolve(__dirname, '../../../../docs/manifests/portal-rbac.yaml'),
      'utf8',
    );
    for (const [, { plural }] of kinds.filter(
      ([name]) => !name.startsWith('SelfSubject'),
    )) {
      expect(manifest).toContain(plural);
    }
  });
});
