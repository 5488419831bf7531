import path from 'node:path';
import {
  AuditFinding,
  KubernetesObject,
  readTerraform,
  TerraformPlace,
} from 'backstage-plugin-irsa-node';
import { Note } from '../notes';
import {
  isWithin,
  readTerraformFolder,
  shown,
  terraformFolders,
} from './terraformFolders';
import { noteOf } from './terraformNotes';

type Named = Pick<AuditFinding, 'namespace' | 'kind' | 'name'>;

/** The objects of Kubernetes that files of Terraform make, with their positions. */
export class TerraformObjects {
  readonly objects: KubernetesObject[] = [];
  files = 0;
  private readonly places = new Map<string, TerraformPlace[]>();
  private readonly turns = new Map<string, number>();

  constructor(
    private readonly cwd: string,
    private readonly note: (note: Note) => void,
  ) {}

  /**
   * Reads files and folders. A file that is named is read with the others of its folder, as Terraform does it, and only what is
   * written in it counts as given. Throws CommandError when one does not exist.
   */
  read(given: readonly string[]): void {
    const roots = given.map(each => path.resolve(this.cwd, each));
    for (const folder of terraformFolders(roots, this.cwd)) {
      const { files, notes } = readTerraformFolder(folder, this.cwd);
      notes.forEach(this.note);
      this.files += files.length;
      const { objects, places, unread, keysOfModules } = readTerraform(files);
      unread.forEach(each => this.note(noteOf(each, this.cwd)));
      for (const { path: file, line, name, keys } of keysOfModules) {
        this.note({
          where: shown(file, this.cwd),
          line,
          kind: 'skipped',
          text: `module.${name} is given ${keys.join(
            ', ',
          )}, and what it makes of it is not known; give its own files too, or ask the cluster`,
        });
      }
      for (const object of objects) {
        const place = places.get(object)!;
        this.objects.push(object);
        if (roots.some(root => isWithin(root, place.path))) {
          const id = idOfObject(object);
          this.places.set(id, [...(this.places.get(id) ?? []), place]);
        }
      }
    }
  }

  /** Whether an object is only read since it is in one folder with a file that was named. */
  isBeside(finding: Named): boolean {
    const id = idOf(finding);
    return (
      !this.places.has(id) &&
      this.objects.some(object => idOfObject(object) === id)
    );
  }

  /**
   * File and line of the resource that makes the object of a finding; undefined when none does. For several objects with the same name, each
   * call returns the next one.
   */
  sourceOf(finding: AuditFinding): AuditFinding['source'] {
    const id = idOf(finding);
    const places = this.places.get(id);
    if (!places) {
      return undefined;
    }
    const key = `${id} ${finding.path}`;
    const turn = this.turns.get(key) ?? 0;
    this.turns.set(key, turn + 1);
    const { path: file, line } = places[turn % places.length];
    return { file: shown(file, this.cwd), line };
  }
}

function idOfObject({ kind = '', metadata }: KubernetesObject): string {
  return idOf({
    kind,
    namespace: metadata?.namespace ?? '',
    name: metadata?.name ?? '',
  });
}

function idOf({ namespace = '', kind, name }: Named): string {
  return JSON.stringify([namespace, kind, name]);
}
