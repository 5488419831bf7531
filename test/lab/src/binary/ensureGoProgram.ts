import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { constants, setPriority } from 'node:os';
import { join } from 'node:path';
import { LabProblem } from '../LabProblem';
import { withLock } from '../files/withLock';

const OLDEST_GO = [1, 26];

/** A program that is built from Go modules. */
export interface GoProgram {
  /** For people, such as "the control plane". */
  title: string;
  /** Beginning of its file's name in the cache. */
  name: string;
  /** Folder of its `go.mod`. */
  sources: string;
  /** The package to build, as seen from there. */
  target: string;
  /** Of `go build`. */
  flags: readonly string[];
  /** Arguments with which a complete binary ends with exit code 0. */
  probe: readonly string[];
  /** How long a first build takes, for people. */
  takes: string;
  /** What the program reads at run time from the folder of a module, such as templates. */
  files?: { module: string; folders: readonly string[] };
}

/**
 * Returns the binary of a program, and builds it when there is none for these sources. It is named by their
 * hash, so a change builds another one and a cached one is never wrong. Go keeps compiled packages, so a killed build
 * continues where it was. A binary that does not run (an incomplete file in a copied cache) is built again.
 *
 * @throws LabProblem `go-missing`, `go-too-old`, `build-failed`
 */
export async function ensureGoProgram(
  program: GoProgram,
  cache: string,
  say: (line: string) => void,
): Promise<string> {
  const binary = join(cache, `${program.name}-${hashOf(program.sources)}`);
  const isWhole = () => runs(binary, program) && hasFiles(binary, program);
  if (isWhole()) {
    return binary;
  }
  mkdirSync(cache, { recursive: true, mode: 0o700 });
  return withLock(
    `${binary}.lock`,
    async () => {
      if (isWhole()) {
        return binary;
      }
      checkGo();
      if (existsSync(binary) && !runs(binary, program)) {
        say(`${binary} does not run; once more, then`);
      }
      say(
        `building ${program.title} from its Go modules; ${program.takes} when nothing of it is compiled yet`,
      );
      await build(program, `${binary}.part`, say);
      if (!runs(`${binary}.part`, program)) {
        throw new LabProblem(
          'build-failed',
          `${binary}.part is built and does not run.`,
          ['Is the disk full, or mounted without the right to execute?'],
        );
      }
      copyFiles(binary, program);
      renameSync(`${binary}.part`, binary);
      return binary;
    },
    { onWait: ({ pid }) => say(`process ${pid} builds it already; waiting`) },
  );
}

/** The folder beside a binary with what the program reads at run time. */
export function filesOf(binary: string): string {
  return `${binary}.files`;
}

/** Whether the file exists, is complete, and can be executed. */
function runs(binary: string, { probe }: GoProgram): boolean {
  return spawnSync(binary, [...probe], { stdio: 'ignore' }).status === 0;
}

function hasFiles(binary: string, { files }: GoProgram): boolean {
  return !files || existsSync(filesOf(binary));
}

/** Go's module cache may be emptied once everything is built. */
function copyFiles(binary: string, { sources, files }: GoProgram): void {
  if (!files) {
    return;
  }
  const { stdout, status, stderr } = spawnSync(
    'go',
    ['list', '-m', '-f', '{{.Dir}}', files.module],
    { cwd: sources, encoding: 'utf8', env: process.env },
  );
  const module = stdout?.trim();
  if (status !== 0 || !module) {
    throw new LabProblem(
      'build-failed',
      `The files of ${files.module} are not there: ${stderr?.trim()}`,
    );
  }
  const part = `${filesOf(binary)}.part`;
  for (const old of [part, filesOf(binary)]) {
    rmSync(old, { recursive: true, force: true });
  }
  for (const folder of files.folders) {
    cpSync(join(module, folder), join(part, folder), { recursive: true });
  }
  // Go's module cache is read-only, and a copy of it could not be removed.
  spawnSync('chmod', ['-R', 'u+w', part]);
  renameSync(part, filesOf(binary));
}

function hashOf(sources: string): string {
  const hash = createHash('sha256');
  const files = (readdirSync(sources, { recursive: true }) as string[])
    .filter(name => /\.(go|mod|sum)$/.test(name) && !/_test\.go$/.test(name))
    .sort();
  for (const file of files) {
    hash.update(file).update(readFileSync(join(sources, file)));
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
      `${stdout.trim()} is too old to build it.`,
      [help],
    );
  }
}

function build(
  { sources, target, flags }: GoProgram,
  output: string,
  say: (line: string) => void,
): Promise<void> {
  const began = Date.now();
  return new Promise((done, fail) => {
    const child = spawn(
      'go',
      ['build', '-trimpath', ...flags, '-o', output, target],
      {
        cwd: sources,
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
