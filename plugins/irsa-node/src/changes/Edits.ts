import { isDeepStrictEqual } from 'node:util';
import { isMap, isSeq, stringify, YAMLMap } from 'yaml';
import { Json } from './detach/podFields';
import { Splices } from './Splices';
import { ChangeImpossibleError, FileEdit, TextFile } from './types';
import { withoutDocument } from './yaml/documentRange';
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
      removed: Set<YAMLMap>;
    }
  >();

  private of(file: ManifestFile) {
    const known = this.files.get(file) ?? {
      splices: new Splices(file.content),
      expected: new Map<YAMLMap, Json>(),
      appended: [],
      removed: new Set<YAMLMap>(),
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

  /** Takes objects of one file out, each with its document, or out of its list. */
  remove(file: ManifestFile, nodes: readonly YAMLMap[]): void {
    const { splices, removed } = this.of(file);
    nodes.forEach(node => removed.add(node));
    for (const { contents } of file.documents) {
      const items = isMap(contents) ? contents.get('items') : undefined;
      const listed = isSeq(items) ? items.items : [];
      const gone = listed.flatMap((item, at) =>
        nodes.some(node => node === item) ? [at] : [],
      );
      if (nodes.some(node => node === contents)) {
        withoutDocument(splices, contents!.range![0]);
      } else if (gone.length > 0 && gone.length === listed.length) {
        withoutDocument(splices, contents!.range![0]);
      } else if (gone.length > 0) {
        new TextEditor(splices).changeList(
          contents as YAMLMap,
          'items',
          gone,
          [],
        );
      }
    }
  }

  /** The same as `result`, with null for files of which nothing but comments is left. */
  results(): FileEdit[] {
    return this.result().map(({ path, content }) => {
      const isGone = [...this.files].some(
        ([file, { removed }]) => file.path === path && removed.size > 0,
      );
      const isEmpty = new ManifestFile(path, content)
        .values()
        .every(value => value === null);
      return { path, content: isGone && isEmpty ? null : content };
    });
  }

  result(): TextFile[] {
    return [...this.files]
      .map(([file, { splices, expected, appended, removed }]) => {
        const after = new ManifestFile(file.path, splices.result());
        const wanted = [
          ...file.objects
            .filter(({ node }) => !removed.has(node))
            .map(({ node, value }) => expected.get(node) ?? value),
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
