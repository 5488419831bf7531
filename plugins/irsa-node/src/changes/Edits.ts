import { isDeepStrictEqual } from 'node:util';
import { stringify, YAMLMap } from 'yaml';
import { Json } from './detach/podFields';
import { Splices } from './Splices';
import { ChangeImpossibleError, TextFile } from './types';
import { ManifestFile, PlacedObject } from './yaml/ManifestFile';
import { TextEditor } from './yaml/TextEditor';

/** Edits of several objects, and what the files must say afterwards. */
export class Edits {
  private readonly files = new Map<
    ManifestFile,
    {
      splices: Splices;
      /** By node of the object. */
      expected: Map<YAMLMap, Json>;
      appended: Json[];
    }
  >();

  private of(file: ManifestFile) {
    const known = this.files.get(file) ?? {
      splices: new Splices(file.content),
      expected: new Map<YAMLMap, Json>(),
      appended: [],
    };
    this.files.set(file, known);
    return known;
  }

  change(
    { file, node, value }: PlacedObject,
    expect: (object: Json) => Json,
    write: (node: YAMLMap, editor: TextEditor) => void,
  ): void {
    const { splices, expected } = this.of(file);
    expected.set(node, expect(JSON.parse(JSON.stringify(value)) as Json));
    try {
      write(node, new TextEditor(splices));
    } catch (error) {
      throw error instanceof RangeError ? unproven(file) : error;
    }
  }

  append(file: ManifestFile, object: Json): void {
    const { splices, appended } = this.of(file);
    const { content } = file;
    const newline = content.includes('\r\n') ? '\r\n' : '\n';
    const open = content === '' || content.endsWith('\n') ? '' : newline;
    splices.insert(
      content.length,
      `${open}---${newline}${stringify(object, { lineWidth: 0 }).replaceAll(
        '\n',
        newline,
      )}`,
    );
    appended.push(object);
  }

  result(): TextFile[] {
    return [...this.files]
      .map(([file, { splices, expected, appended }]) => {
        const after = new ManifestFile(file.path, splices.result());
        const wanted = [
          ...file.objects.map(({ node, value }) => expected.get(node) ?? value),
          ...appended,
        ];
        const isRight =
          after.isReadable &&
          isDeepStrictEqual(
            after.objects.map(({ value }) => value),
            wanted,
          );
        if (!isRight) {
          throw unproven(file);
        }
        return {
          before: file.content,
          path: file.path,
          content: after.content,
        };
      })
      .filter(({ before, content }) => before !== content)
      .map(({ path, content }) => ({ path, content }));
  }
}

function unproven({ path }: ManifestFile): ChangeImpossibleError {
  return new ChangeImpossibleError(
    'unproven',
    `${path} is written in a way in which the change could not be made without touching more than planned. Make it by hand.`,
    { path },
  );
}
