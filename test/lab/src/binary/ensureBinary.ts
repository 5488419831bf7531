import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
} from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join, resolve } from 'node:path';
import { LabProblem } from '../LabProblem';
import { withLock } from '../files/withLock';

// eslint-disable-next-line no-restricted-syntax
const SOURCES = resolve(__dirname, '../../go');
const OLDEST_GO = [1, 26];

/**
 * Returns the binary of the control plane, and builds it when there is none for these sources. It is named by their
 * hash, so a change builds another one and a cached one is never wrong. Go keeps compiled packages, so a killed build
 * continues where it was. A binary that does not run (an incomplete file in a copied cache) is built again.
 *
 * @throws LabProblem `go-missing`, `go-too-old`, `build-failed`
 */
export async function ensureBinary(
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  const binary = join(cache, `irsa-lab-${hashOfSources()}`);
  if (runs(binary)) {
    return binary;
  }
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  return withLock(
    `${binary}.lock`,
    async () => {
      if (runs(binary)) {
        return binary;
      }
      checkGo();
      if (existsSync(binary)) {
        say(`${binary} does not run; once more, then`);
      }
      say(
        'building the control plane from its Go modules; about ten minutes when nothing of it is compiled yet',
      );
      await build(`${binary}.part`, say);
      if (!runs(`${binary}.part`)) {
        throw new LabProblem(
          'build-failed',
          `${binary}.part is built and does not run.`,
          ['Is the disk full, or mounted without the right to execute?'],
        );
      }
      renameSync(`${binary}.part`, binary);
      return binary;
    },
    { onWait: ({ pid }) => say(`process ${pid} builds it already; waiting`) },
  );
}

/** Whether the file exists, is complete, and can be executed. */
function runs(binary: string): boolean {
  return spawnSync(binary, ['kwok-stages'], { stdio: 'ignore' }).status === 0;
}

function hashOfSources(): string {
  const hash = createHash('sha256');
  const files = (readdirSync(SOURCES, { recursive: true }) as string[])
    .filter(name => /\.(go|mod|sum)$/.test(name) && !/_test\.go$/.test(name))
    .sort();
  for (const file of files) {
    hash.update(file).update(readFileSync(join(SOURCES, file)));
  }
  return hash.digest('hex').slice(0, 12);
}

function checkGo(): void {
  const { stdout, stderr, error, status } = spawnSync(
    'go',
    ['env', 'GOVERSION'],
    { encoding: 'utf8', env: process.env },
  );
  const help = `Install Go ${OLDEST_GO.join('.')} or later: https://go.dev/dl`;
  if (error) {
    throw new LabProblem(
      'go-missing',
      'The lab is built from source and there is no `go` on the PATH.',
      [help],
    );
  }
  if (status !== 0) {
    throw new LabProblem(
      'go-missing',
      `The \`go\` on the PATH does not work: ${stderr.trim()}`,
      [help],
    );
  }
  const [major, minor] = (stdout.match(/\d+/g) ?? []).map(Number);
  if (major * 1000 + minor < OLDEST_GO[0] * 1000 + OLDEST_GO[1]) {
    throw new LabProblem(
      'go-too-old',
      `${stdout.trim()} cannot build this version of Kubernetes.`,
      [help],
    );
  }
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

function build(output: string, say: (line: string) => void): Promise<void> {
  const began = Date.now();
  return new Promise((done, fail) => {
    const child = spawn(
      'go',
      ['build', '-trimpath', '-ldflags', linkerFlags(), '-o', output, '.'],
      {
        cwd: SOURCES,
        env: { ...process.env, CGO_ENABLED: '0' },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    if (child.pid) {
      setPriority(child.pid, constants.priority.PRIORITY_LOW);
    }
    let words = '';
    const keep = (chunk: Buffer) => {
      words = (words + chunk).slice(-4000);
    };
    child.stdout.on('data', keep);
    child.stderr.on('data', keep);
    const seconds = () => Math.round((Date.now() - began) / 1000);
    const progress = setInterval(
      () => say(`still building after ${seconds()} s`),
      60_000,
    );
    child.once('close', code => {
      clearInterval(progress);
      if (code === 0) {
        say(`built in ${seconds()} s`);
        done();
        return;
      }
      fail(
        new LabProblem(
          'build-failed',
          `go build ended with ${code}:\n${words.trim()}`,
          [
            'It needs about 5 GB of disk, 3 GB of memory and the Go module proxy.',
            'Try again: what is compiled stays compiled.',
          ],
        ),
      );
    });
  });
}
