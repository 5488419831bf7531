import { isSdkName, SdkName } from './sdks';

/** `reader` calls S3 for ever, `presigner` also serves links, `batch` runs once, `idle` never calls AWS. */
export type ProgramName = 'reader' | 'presigner' | 'batch' | 'idle';

/** The content of a container image, as far as a program of the sandbox needs it. */
export interface Image {
  program: ProgramName;
  sdk: SdkName;
  /** Environment of the image. The Pod's own environment takes precedence. */
  env: Record<string, string>;
}

/** The content of images, by image name with or without tag, from a scenario's `images.yaml`. */
export type ImageTable = Record<string, Partial<Image>>;

/** Languages as image names spell them: `registry.example/payments-api-python:1.4` is built with boto3. */
const SUFFIXES: Record<string, SdkName> = {
  python: 'boto3',
  go: 'go-v2',
  java: 'java-v2',
  node: 'js-v3',
  dotnet: 'dotnet-v3',
  ruby: 'ruby',
  php: 'php',
  cpp: 'cpp',
  rust: 'rust',
  shell: 'none',
};

const PROGRAMS: ProgramName[] = ['reader', 'presigner', 'batch', 'idle'];

/**
 * Looks an image up: the scenario's table first, then the language at the end of its name, then the Pod's annotations
 * `sandbox.irsa/program` and `sandbox.irsa/sdk`, which overrule both. An unknown image never calls AWS.
 */
export function findImage(
  name: string,
  table: ImageTable,
  annotations: Record<string, string>,
): Image {
  const [withoutTag] = splitTag(name);
  const suffix = SUFFIXES[withoutTag.split('-').pop() ?? ''];
  const entry = table[name] ?? table[withoutTag] ?? {};
  const program =
    annotations['sandbox.irsa/program'] ??
    entry.program ??
    (suffix ? 'reader' : 'idle');
  const sdk = annotations['sandbox.irsa/sdk'] ?? entry.sdk ?? suffix ?? 'none';
  return {
    program: PROGRAMS.find(each => each === program) ?? 'idle',
    sdk: isSdkName(sdk) ? sdk : 'none',
    env: entry.env ?? {},
  };
}

function splitTag(name: string): [string, string] {
  const digest = name.indexOf('@');
  const bare = digest >= 0 ? name.slice(0, digest) : name;
  const colon = bare.lastIndexOf(':');
  return colon > bare.lastIndexOf('/')
    ? [bare.slice(0, colon), bare.slice(colon + 1)]
    : [bare, 'latest'];
}
