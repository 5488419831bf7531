import { environmentsOf } from './environments';

const TREE = new Map([
  ['/r/base/kustomization.yaml', ['/r/base/app.yaml']],
  ['/r/eu/kustomization.yaml', ['/r/base', '/r/eu/own.yaml']],
  ['/r/us/kustomization.yaml', ['/r/base']],
  ['/r/us-east/kustomization.yaml', ['/r/us']],
  ['/r/loop/kustomization.yaml', ['/r/loop', '/r/loop/x.yaml']],
]);

it.each([
  [
    '/r/base/app.yaml',
    ['/r/eu/kustomization.yaml', '/r/us-east/kustomization.yaml'],
  ],
  ['/r/eu/own.yaml', ['/r/eu/kustomization.yaml']],
  ['/r/base/not-named.yaml', []],
  ['/r/loop/x.yaml', []],
])('%s is in the environments %j', (file, expected) => {
  expect(environmentsOf(file, TREE)).toEqual(expected);
});
