import { execFile } from 'node:child_process';
import { LabProblem } from '../LabProblem';

/** Runs the kubectl that is part of the binary. @returns what it printed @throws LabProblem `kubernetes-refused` */
export function kubectl(
  binary: string,
  kubeconfig: string,
  args: string[],
  input?: object,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(
      binary,
      ['kubectl', '--kubeconfig', kubeconfig, ...args],
      { maxBuffer: 16 * 1024 * 1024 },
      (error, stdout, stderr) =>
        error
          ? reject(
              new LabProblem(
                'kubernetes-refused',
                `kubectl ${args[0]}: ${stderr.trim() || error.message}`,
              ),
            )
          : resolve(stdout),
    );
    child.stdin!.end(input ? JSON.stringify(input) : undefined);
  });
}
