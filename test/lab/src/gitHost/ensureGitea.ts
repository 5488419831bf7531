import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { ensureGoProgram } from '../binary/ensureGoProgram';

// eslint-disable-next-line no-restricted-syntax
const SOURCES = resolve(__dirname, '../../git-host/gitea');
const MODULE = 'code.gitea.io/gitea';

/** The binary of Gitea, a Git host with a REST API; built when there is none for these versions. @throws LabProblem */
export function ensureGitea(
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  return ensureGoProgram(
    {
      title: 'Gitea',
      name: 'gitea',
      sources: SOURCES,
      target: '.',
      // Not optimised: it is compiled in less time, and quick enough for tests.
      flags: ['-gcflags', 'all=-N -l', '-ldflags', linkerFlags()],
      probe: ['--version'],
      takes: 'about six minutes',
      files: { module: MODULE, folders: ['options', 'templates'] },
    },
    cache,
    say,
  );
}

function linkerFlags(): string {
  const [, version] = /code\.gitea\.io\/gitea v(\S+)/.exec(
    readFileSync(join(SOURCES, 'go.mod'), 'utf8'),
  )!;
  return `-s -w -X main.version=${version}`;
}
