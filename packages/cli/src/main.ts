import { Argument, Command, CommanderError, Option } from 'commander';
import { AWS_FORMS, VERDICTS_BY_SEVERITY } from 'backstage-plugin-irsa-node';
import { version } from '../package.json';
import { clusterCommand } from './clusterCommand';
import { CommandError, EXIT } from './errors';
import { filesCommand } from './filesCommand';
import { fixCommand } from './fixCommand';
import { Io, write } from './io';
import { FORMATS } from './report/render';
import { scoreCommand } from './scoreCommand';
import { printable } from './text';
import { TRUST_FAILURES, TRUST_FORMATS, trustCommand } from './trustCommand';

const EXIT_HELP = `
Exit codes:
  0  nothing at or above --fail-on
  1  findings at or above --fail-on
  2  wrong use, or something could not be read
  3  the cluster or account could not be reached, or not until the end; with --strict, anything was left out

Examples:
  helm template my-release ./chart | irsa-audit files -
  irsa-audit files deploy/ --format sarif --output irsa-audit.sarif
  irsa-audit cluster --context production --read-level 0
  irsa-audit trust --file trust.json --account-id 111122223333
  irsa-audit fix deploy/ --dry-run --role-arn 'arn:aws:iam::111122223333:role/irsa/{namespace}-{name}'`;

/** Runs the program. Never rejects. @returns the exit code */
export async function main(args: readonly string[], io: Io): Promise<number> {
  let code: number = EXIT.clean;
  const program = makeProgram(io, result => {
    code = result;
  });
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) {
      // The message has been printed already. --help and --version come here too.
      return error.exitCode === 0 ? EXIT.clean : EXIT.unreadable;
    }
    if (error instanceof CommandError) {
      await write(io.stderr, `irsa-audit: ${printable(error.message)}\n`);
      return error.exitCode;
    }
    await write(io.stderr, describeUnexpected(error));
    return EXIT.unreadable;
  }
}

function makeProgram(io: Io, done: (code: number) => void): Command {
  const program = new Command('irsa-audit')
    .description(
      'Finds static AWS keys in a cluster or in manifests, and reviews who may assume roles. Values are never shown.',
    )
    .version(version)
    .configureOutput({
      writeOut: text => io.stdout.write(text),
      writeErr: text => io.stderr.write(text),
    })
    .exitOverride()
    .showHelpAfterError('irsa-audit --help tells what there is.')
    .addHelpText('after', EXIT_HELP);
  common(
    program
      .command('files')
      .summary('look through manifests, before they are deployed')
      .description(
        'Looks through files, folders, or standard input: YAML or JSON, as written or rendered by Helm or Kustomize.',
      ),
  )
    .addArgument(
      new Argument(
        '[path...]',
        'file or folder; - is standard input, which is also read when no path is given',
      ),
    )
    .option('-n, --namespace <name>', 'namespace of objects that name none')
    .action(async (paths, options) =>
      done(await filesCommand(paths, options, io)),
    );
  common(
    program
      .command('cluster')
      .summary('look through what runs in a cluster')
      .description(
        'Looks through one cluster with the rights of a kubeconfig. Changes nothing.',
      ),
  )
    .option('--context <name>', 'context of the kubeconfig')
    .option('--kubeconfig <file>', 'default: KUBECONFIG, or ~/.kube/config')
    .option(
      '-n, --namespace <name>',
      'only this namespace; can be given more than once',
      (name, before: string[]) => [...before, name],
      [],
    )
    .addOption(
      new Option(
        '--read-level <level>',
        '0: workloads and ConfigMaps; 1: names of the keys in Secrets as well; 2: also the values of Secrets that something refers to',
      )
        .choices(['0', '1', '2'])
        .default('1'),
    )
    .addOption(
      new Option('--timeout <seconds>', 'for one answer of the cluster')
        .default('30')
        .argParser(String),
    )
    .action(async options =>
      done(
        await clusterCommand(
          {
            ...options,
            readLevel: Number(options.readLevel),
            timeout: seconds(options.timeout),
          },
          io,
        ),
      ),
    );
  program
    .command('fix')
    .summary('take keys out of the workloads of a working tree')
    .description(
      'Edits manifests, workloads in Terraform and values of charts, and adds patches to overlays of Kustomize, so that their workloads get no static key of AWS and a role instead: the smallest change of the text, everything else byte for byte. Secrets stay, until the key is switched off. The result is audited before it is written.',
    )
    .addArgument(new Argument('<path...>', 'file or folder'))
    .option(
      '--role-arn <pattern>',
      'the role, which must exist; may hold {namespace}, {name}, {kind}, {serviceAccount} and, for overlays of Kustomize, {environment}',
    )
    .option(
      '--workload <Kind/name>',
      'only this one; can be given more than once',
      (name, before: string[]) => [...before, name],
      [],
    )
    .option('-n, --namespace <name>', 'namespace of objects that name none')
    .option(
      '--region <name>',
      'AWS_REGION of containers that lose their key and name no region',
    )
    .option(
      '--values <file>',
      'of the release of a chart, when the path is its folder; can be given more than once, and the last one wins',
      (file, before?: string[]) => [...(before ?? []), file],
    )
    .option(
      '--release <name>',
      'of the chart; the name of the chart when it is not given',
    )
    .addOption(
      new Option(
        '--aws <form>',
        'also write the roles as code, as new files beside what the repository has; auto takes the form that it uses',
      ).choices([...AWS_FORMS, 'auto']),
    )
    .option(
      '--issuer <url>',
      'of the cluster, for --aws: its OpenID Connect issuer',
    )
    .option(
      '--policy <file>',
      'for --aws: what the role may do; may hold {namespace}, {name}, {serviceAccount} and, for overlays of Kustomize, {environment}',
    )
    .option(
      '--audience <name>',
      'of the tokens of the cluster, for --aws; sts.amazonaws.com when it is not given',
    )
    .option('--boundary-arn <arn>', 'permissions boundary, for --aws')
    .option(
      '--aws-folder <folder>',
      'where the files of --aws belong, when the repository does not tell',
    )
    .option('--cluster <name>', 'at EKS, for --aws eksctl')
    .option(
      '--code',
      'edit the source of a service instead of manifests: keys and profiles that it gives to its SDKs, and SDKs that are too old for a role',
    )
    .option('--dry-run', 'show the change as a diff, and write nothing', false)
    .option('--catalogue <file>', 'rules for more custom resources')
    .action(async (paths, options) =>
      done(await fixCommand(paths, options, io)),
    );
  program
    .command('score')
    .summary('precision and recall over labelled manifests')
    .description(
      'Compares the audit with label files: each expected.json (expected.level1.json, expected.level0.json) says what is to be found in the manifests of its folder and below.',
    )
    .addArgument(new Argument('<folder>', 'searched for label files'))
    .option('--catalogue <file>', 'rules for more custom resources')
    .option('--min <share>', 'exit with 1 below this precision or recall', '0')
    .action(async (folder, options) =>
      done(await scoreCommand(folder, options, io)),
    );
  addTrust(program, io, done);
  return program;
}

function addTrust(
  program: Command,
  io: Io,
  done: (code: number) => void,
): void {
  const several = (value: string, before: string[]) => [...before, value];
  program
    .command('trust')
    .summary('review who may assume roles, from their trust policies')
    .description(
      'Reviews trust policies of IAM roles as the portal does: of files, or of all roles of an AWS account. Changes nothing.',
    )
    .option(
      '--file <path>',
      'a trust policy, or the answer of aws iam get-role, list-roles or get-account-authorization-details; - is standard input; can be given more than once',
      several,
      [],
    )
    .option(
      '--account',
      'all roles of the AWS account of the default credentials (environment, profile, single sign-on, instance)',
      false,
    )
    .option('--profile <name>', 'profile of ~/.aws/config for --account')
    .option('--region <name>', 'region for --account; tells the partition')
    .option(
      '--account-id <id>',
      'account of the role of --file; with --account, the account that the credentials have to be of',
    )
    .option(
      '--role <name>',
      'only this role; can be given more than once',
      several,
      [],
    )
    .option(
      '--known <file>',
      'what is known around the roles, as YAML or JSON: clusters, providers, ownAccounts, vendorAccounts, ownIssuers, owners',
    )
    .option(
      '--from <who>',
      'instead of a review: every role that this one can become, and what those may do; sa:NAMESPACE/NAME@CLUSTER, repo:OWNER/REPOSITORY (or repo:OWNER/REPOSITORY:ref:refs/heads/BRANCH, or :environment:NAME), or the ARN of a role',
    )
    .addOption(
      new Option('-f, --format <format>', 'of the report')
        .choices([...TRUST_FORMATS])
        .default('text'),
    )
    .option('--json', 'the same as --format json', false)
    .option('-o, --output <file>', 'write the report there, not to stdout')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 1 from this verdict on')
        .choices([...TRUST_FAILURES, 'none'])
        .default('broken'),
    )
    .option('--strict', 'exit with 3 when anything was left out', false)
    .option(
      '--no-color',
      'no colours; there are none in pipes and files anyway',
    )
    .option('-q, --quiet', 'only errors on stderr', false)
    .action(async options => done(await trustCommand(options, io)));
}

function common(command: Command): Command {
  return command
    .addOption(
      new Option('-f, --format <format>', 'of the report')
        .choices([...FORMATS])
        .default('table'),
    )
    .option('-o, --output <file>', 'write the report there, not to stdout')
    .addOption(
      new Option('--fail-on <verdict>', 'exit with 1 from this verdict on')
        .choices([...VERDICTS_BY_SEVERITY, 'none'])
        .default('irsa-shadowed'),
    )
    .option('--strict', 'exit with 3 when anything was left out', false)
    .option('--wide', 'more fields in JSON and CSV', false)
    .option('--catalogue <file>', 'rules for more custom resources')
    .option(
      '--pod-identity-associations <file>',
      'answer of aws eks list-pod-identity-associations',
    )
    .option(
      '--no-color',
      'no colours; there are none in pipes and files anyway',
    )
    .option('-q, --quiet', 'only errors on stderr', false);
}

function seconds(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 3600)) {
    throw new CommandError(
      '--timeout has to be a number of seconds, for example 30.',
    );
  }
  return value;
}

/** Without the error's message, which may quote the input. */
function describeUnexpected(error: unknown): string {
  const { name = 'failure', stack = '' } = (error ?? {}) as Partial<Error>;
  const frames = stack.split('\n').filter(line => /^\s+at /.test(line));
  return [
    `irsa-audit: unexpected ${name}. This is a mistake in the program; please report these lines.`,
    ...frames.slice(0, 8),
    '',
  ].join('\n');
}
