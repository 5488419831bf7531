import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import {
  GetRoleCommand,
  IAMClient,
  ListAccessKeysCommand,
} from '@aws-sdk/client-iam';
import { S3Client, GetObjectCommand } from '@aws-sdk/client-s3';
import {
  AssumeRoleWithWebIdentityCommand,
  STSClient,
} from '@aws-sdk/client-sts';
import { LabDescription } from '../../LabDescription';
import { Team } from './Team';

const run = promisify(execFile);

function kubeconfig(server: string, caPem: string, token: string): string {
  const ca = Buffer.from(caPem).toString('base64');
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [
      {
        name: 'lab',
        cluster: { server, 'certificate-authority-data': ca },
      },
    ],
    users: [{ name: 'lab', user: { token } }],
    contexts: [{ name: 'lab', context: { cluster: 'lab', user: 'lab' } }],
    'current-context': 'lab',
  });
}

/** The lab without the portal, as its administrator: kubectl and SDK clients. */
export class Outside {
  readonly aws;

  constructor(private readonly lab: LabDescription) {
    const { endpoint, region, accessKeyId, secretAccessKey } = lab.aws;
    this.aws = {
      endpoint,
      region,
      credentials: { accessKeyId, secretAccessKey },
    };
  }

  /** Runs kubectl. @returns its output; throws with its error output */
  async kubectl(...args: string[]): Promise<string> {
    const { stdout } = await run(
      'kubectl',
      ['--kubeconfig', this.lab.kubernetes.kubeconfigFile, ...args],
      { maxBuffer: 64 * 1024 * 1024 },
    );
    return stdout;
  }

  /** Whether a ServiceAccount may do this with its own token; for example `patch deployments.apps --all-namespaces`. */
  async canI(token: string, ...what: string[]): Promise<boolean> {
    const printed = await this.as(token)('auth', 'can-i', ...what).catch(
      error => {
        // "no" is exit code 1.
        if (error.stdout) {
          return String(error.stdout);
        }
        throw error;
      },
    );
    return printed.trim() === 'yes';
  }

  /** kubectl with the token of a ServiceAccount and nothing else. It throws with its error output. */
  as(token: string): (...args: string[]) => Promise<string> {
    const { server, caPem } = this.lab.kubernetes;
    return async (...args) => {
      const folder = mkdtempSync(join(tmpdir(), 'irsa-lab-as-'));
      try {
        // Without the administrator's kubeconfig, because kubectl would prefer its credentials to the token.
        const file = join(folder, 'kubeconfig');
        writeFileSync(file, kubeconfig(server, caPem, token), { mode: 0o600 });
        const { stdout } = await run('kubectl', [
          '--kubeconfig',
          file,
          ...args,
        ]);
        return stdout;
      } finally {
        rmSync(folder, { recursive: true, force: true });
      }
    };
  }

  /** The workload of a team. */
  deployment({ namespace }: Team): Promise<Record<string, any>> {
    return this.get('deployment', 'test', '-n', namespace);
  }

  async get<T = Record<string, any>>(...args: string[]): Promise<T> {
    return JSON.parse(await this.kubectl('get', ...args, '-o', 'json'));
  }

  async apply(manifests: object[]): Promise<void> {
    const list = { apiVersion: 'v1', kind: 'List', items: manifests };
    await this.pipe(JSON.stringify(list), 'apply', '-f', '-');
  }

  /** Applies a manifest as it is written. */
  async applyText(manifest: string): Promise<void> {
    await this.pipe(manifest, 'apply', '-f', '-');
  }

  async applyFile(file: string): Promise<void> {
    await this.kubectl('apply', '-f', file);
  }

  /** A token of a ServiceAccount. Without `audience` it is for the API server. */
  async token(
    namespace: string,
    name: string,
    audience?: string,
  ): Promise<string> {
    const printed = await this.kubectl(
      'create',
      'token',
      name,
      '--namespace',
      namespace,
      ...(audience ? ['--audience', audience] : []),
    );
    return printed.trim();
  }

  /** Credentials of a role for a ServiceAccount's token. Throws the error of STS. */
  async assume(namespace: string, serviceAccount: string, roleArn: string) {
    const sts = new STSClient({ ...this.aws, maxAttempts: 1 });
    const { Credentials } = await sts.send(
      new AssumeRoleWithWebIdentityCommand({
        RoleArn: roleArn,
        RoleSessionName: 'outside',
        WebIdentityToken: await this.token(
          namespace,
          serviceAccount,
          'sts.amazonaws.com',
        ),
      }),
    );
    return {
      accessKeyId: Credentials!.AccessKeyId!,
      secretAccessKey: Credentials!.SecretAccessKey!,
      sessionToken: Credentials!.SessionToken!,
    };
  }

  /** Reads an object with other credentials. @returns `ok`, or the error code */
  async read(
    credentials: { accessKeyId: string; secretAccessKey: string },
    bucket: string,
    key: string,
  ): Promise<string> {
    const s3 = new S3Client({
      ...this.aws,
      credentials,
      forcePathStyle: true,
      maxAttempts: 1,
    });
    try {
      await s3.send(new GetObjectCommand({ Bucket: bucket, Key: key }));
      return 'ok';
    } catch (error) {
      return (error as Error).name;
    }
  }

  /** States of a user's access keys, for example `['Active']`. */
  async keyStates(userName: string): Promise<(string | undefined)[]> {
    const { AccessKeyMetadata = [] } = await new IAMClient(this.aws).send(
      new ListAccessKeysCommand({ UserName: userName }),
    );
    return AccessKeyMetadata.map(({ Status }) => Status);
  }

  async roleExists(roleArn: string): Promise<boolean> {
    const roleName = roleArn.slice(roleArn.lastIndexOf('/') + 1);
    try {
      await new IAMClient(this.aws).send(
        new GetRoleCommand({ RoleName: roleName }),
      );
      return true;
    } catch (error) {
      if ((error as Error).name.startsWith('NoSuchEntity')) {
        return false;
      }
      throw error;
    }
  }

  private pipe(input: string, ...args: string[]): Promise<void> {
    return new Promise((resolve, reject) => {
      const child = execFile(
        'kubectl',
        ['--kubeconfig', this.lab.kubernetes.kubeconfigFile, ...args],
        (error, _, stderr) =>
          error ? reject(new Error(stderr || error.message)) : resolve(),
      );
      child.stdin!.end(input);
    });
  }
}
