import { auditObjects, isTerraform } from 'backstage-plugin-irsa-node';
import { counted } from 'backstage-plugin-irsa-common';
import { CommandError } from './errors';
import { finish } from './finish';
import { Manifests } from './files/readManifests';
import { Io, write } from './io';
import { Note } from './notes';
import { CommonOptions, readAssociations, readCatalogueFile } from './options';
import { startProgress } from './progress';
import { TerraformObjects } from './terraform/TerraformObjects';

export interface FilesOptions extends CommonOptions {
  /** Namespace of objects without one. */
  namespace?: string;
}

/** `irsa-audit files`. @returns the exit code. Throws CommandError. */
export async function filesCommand(
  given: readonly string[],
  options: FilesOptions,
  io: Io,
): Promise<number> {
  const paths = given.length > 0 ? given : ['-'];
  if (given.length === 0 && io.stdin.isTTY) {
    throw new CommandError('Name a file or a folder, or - for standard input.');
  }
  const catalogue = readCatalogueFile(options.catalogue, io.cwd);
  const podIdentityAssociations = readAssociations(
    options.podIdentityAssociations,
    io.cwd,
  );
  const notes: Note[] = [];
  if (paths.includes('-') && io.stdin.isTTY && !options.quiet) {
    await write(io.stderr, 'Reading standard input; Ctrl-D ends it.\n');
  }
  const progress = startProgress(io.stderr, {
    enabled: !options.quiet,
  });
  const manifests = new Manifests({
    appliesKustomizations: true,
    cwd: io.cwd,
    stdin: io.stdin,
    defaultNamespace: options.namespace,
    note: note => notes.push(note),
    progress: (done, all) => progress.update(done, all, 'files'),
  });
  const terraform = new TerraformObjects(io.cwd, note => notes.push(note));
  try {
    await manifests.read(paths.filter(each => !isTerraform(each)));
    terraform.read(paths.filter(each => each !== '-'));
  } finally {
    progress.stop();
  }
  const objects = [...manifests.objects, ...terraform.objects];
  const findings = auditObjects(objects, {
    catalogue,
    podIdentityAssociations,
  })
    .filter(finding => !terraform.isBeside(finding))
    .map(finding =>
      showsPlaces(options)
        ? {
            ...finding,
            source: terraform.sourceOf(finding) ?? manifests.sourceOf(finding),
          }
        : finding,
    );
  if (objects.length === 0 && notes.length === 0) {
    notes.push({
      where: paths.map(each => (each === '-' ? 'stdin' : each)).join(', '),
      kind: 'skipped',
      isEmpty: true,
      text: 'nothing to look at: no Kubernetes object in it',
    });
  }
  return finish(
    {
      findings,
      notes,
      complete: true,
      scope: `${counted(objects.length, 'object')} of ${counted(
        manifests.files + terraform.files,
        'file',
      )}`,
    },
    options,
    io,
  );
}

/** Looking up lines takes as long as reading, so it is done only for formats that show them. */
function showsPlaces({ format, wide }: FilesOptions): boolean {
  return wide || (format !== 'json' && format !== 'csv');
}
