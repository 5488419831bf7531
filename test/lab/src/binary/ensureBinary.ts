import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureGoProgram } from './ensureGoProgram';

// eslint-disable-next-line no-restricted-syntax
const SOURCES = resolve(__dirname, '../../go');

/** The binary of the control plane; built when there is none for these sources. @throws LabProblem */
export function ensureBinary(
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  return ensureGoProgram(
    {
      title: 'the control plane',
      name: 'irsa-lab',
      sources: SOURCES,
      target: '.',
      flags: ['-ldflags', linkerFlags()],
      probe: ['kwok-stages'],
      takes: 'about ten minutes',
    },
    cache,
    say,
  );
}

/** Kubernetes' programs report the version that is linked in. */
function linkerFlags(): string {
  const versionOf = (module: string) =>
    new RegExp(`^\\s*${module.replace(/\./g, '\\.')} (v\\S+)$`, 'm').exec(
      readFileSync(join(SOURCES, 'go.mod'), 'utf8'),
    )![1];
  const kubernetes = versionOf('k8s.io/kubernetes');
  const [, major, minor] = /^v(\d+)\.(\d+)/.exec(kubernetes)!;
  return [
    '-s -w',
    `-X sigs.k8s.io/kwok/pkg/consts.Version=${versionOf('sigs.k8s.io/kwok')}`,
    ...['component-base', 'client-go/pkg'].flatMap(place => [
      `-X k8s.io/${place}/version.gitVersion=${kubernetes}`,
      `-X k8s.io/${place}/version.gitMajor=${major}`,
      `-X k8s.io/${place}/version.gitMinor=${minor}`,
    ]),
  ].join(' ');
}
