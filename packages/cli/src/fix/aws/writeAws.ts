import fs from 'node:fs';
import path from 'node:path';
import {
  AwsFiles,
  AwsForm,
  ChangeImpossibleError,
  detectAwsForms,
  UsedForm,
  writeAwsHalf,
} from 'backstage-plugin-irsa-node';
import { CommandError } from '../../errors';
import { Done } from '../applyAll';
import { awsHalves } from './awsHalves';
import { AwsWanted } from './options';
import { readInfrastructure } from './readInfrastructure';

/** AWS as code: new files by absolute path, and what is said of them. */
export interface AwsWritten {
  texts: ReadonlyMap<string, string>;
  sayings: string[];
}

const KUSTOMIZATION = /^kustomization\.ya?ml$|^Kustomization$/;

/**
 * Role and policy of each workload that was given one, as code beside what the repository has. No file is changed. Throws CommandError
 * when the place is not clear, a file is there already, or the form cannot say what is wanted.
 */
export function writeAws(
  done: Pick<Done, 'fixed' | 'patched'>,
  wanted: AwsWanted,
  given: readonly string[],
  cwd: string,
): AwsWritten {
  const halves = awsHalves(done, wanted, cwd);
  if (halves.length === 0) {
    return { texts: new Map(), sayings: [] };
  }
  const place = placeOf(wanted, given, cwd);
  if (place.form === 'eksctl' && !(wanted.cluster && wanted.region)) {
    throw new CommandError(
      '--aws eksctl needs --cluster, the name of the cluster at EKS, and --region where --issuer does not tell it.',
    );
  }
  const shown = (file: string) =>
    path.relative(cwd, file).split(path.sep).join('/');
  const texts = new Map<string, string>();
  const sayings: string[] = [];
  const after = new Set<string>();
  for (const half of halves) {
    const { files, apply, left } = written(() =>
      writeAwsHalf(half, place.form, {
        cluster: wanted.cluster,
        isNamespaced: place.isNamespaced,
      }),
    );
    for (const each of files) {
      const file = path.join(place.folder, each.path);
      if (texts.has(file)) {
        throw new CommandError(
          `${shown(file)} would hold two roles, one of them ${
            half.role.arn
          }. Give the roles names that differ in more than irsa- at the start.`,
        );
      }
      if (fs.existsSync(file)) {
        throw new CommandError(
          `${shown(
            file,
          )} is there already. Nothing was written; look at what it does.`,
        );
      }
      texts.set(file, each.content);
      sayings.push(
        `${shown(file)}: role ${half.role.arn} for ServiceAccount ${
          half.workload.namespace
        }/${half.serviceAccount.name}, ${place.why}.`,
      );
    }
    [...left, apply].forEach(sentence => after.add(sentence));
  }
  const list = kustomizationIn(place.folder);
  return {
    texts,
    sayings: [
      ...sayings,
      ...(list && (place.form === 'ack' || place.form === 'crossplane')
        ? [`Add them to the resources of ${shown(list)}.`]
        : []),
      ...after,
      `IAM has to know the issuer ${wanted.issuer} already; its provider is not in these files.`,
    ],
  };
}

function written(write: () => AwsFiles): AwsFiles {
  try {
    return write();
  } catch (error) {
    throw error instanceof ChangeImpossibleError
      ? new CommandError(error.message)
      : error;
  }
}

/** Throws CommandError. */
function placeOf(
  { form, folder }: AwsWanted,
  given: readonly string[],
  cwd: string,
): { form: AwsForm; folder: string; why: string; isNamespaced?: boolean } {
  if (folder !== undefined) {
    const inside = path.resolve(cwd, folder);
    if (!fs.statSync(inside, { throwIfNoEntry: false })?.isDirectory()) {
      throw new CommandError(`--aws-folder ${folder} is no folder.`);
    }
  }
  const { root, files } = readInfrastructure(folder ? [folder] : given, cwd);
  const used = detectAwsForms(files);
  const chosen =
    form === 'auto' ? onlyOne(used) : used.find(each => each.form === form);
  if (!chosen && (folder === undefined || form === 'auto')) {
    throw new CommandError(
      form === 'auto'
        ? 'Nothing in this repository describes AWS. Say how it is to be written with --aws, and where with --aws-folder.'
        : `Nothing in this repository is written for ${form}. Say where the files belong with --aws-folder.`,
    );
  }
  return {
    form: chosen?.form ?? (form as AwsForm),
    isNamespaced: chosen?.isNamespaced,
    folder:
      folder === undefined
        ? path.join(root, chosen!.folder)
        : path.resolve(cwd, folder),
    why: chosen
      ? `as ${chosen.evidence.path}:${chosen.evidence.line} is written`
      : 'in the folder of --aws-folder',
  };
}

/** Throws CommandError when several forms have roles, so that nothing tells which one is meant. */
function onlyOne(used: readonly UsedForm[]): UsedForm | undefined {
  const [first, second] = used;
  if (second && second.hasIdentities === first.hasIdentities) {
    throw new CommandError(
      `This repository describes AWS in several ways (${used
        .map(
          ({ form, evidence }) =>
            `${form} in ${evidence.path}:${evidence.line}`,
        )
        .join(', ')}). Say which one is meant with --aws.`,
    );
  }
  return first;
}

function kustomizationIn(folder: string): string | undefined {
  const name = fs.readdirSync(folder).find(each => KUSTOMIZATION.test(each));
  return name && path.join(folder, name);
}
