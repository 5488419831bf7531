import fs from 'node:fs';
import path from 'node:path';

/** What makes manifests, and is not read. */
interface Language {
  /** The names of its files. */
  files: RegExp;
  words: string;
  /** What renders it; absent when only the cluster has the result. */
  command?: string;
  /** What a file has to contain to be about Kubernetes. */
  about?: RegExp;
}

const LANGUAGES: readonly Language[] = [
  {
    files: /\.(jsonnet|libsonnet)$/i,
    words: 'Jsonnet',
    command: 'jsonnet FILE',
  },
  { files: /\.cue$/i, words: 'CUE', command: 'cue export FILE' },
  { files: /\.dhall$/i, words: 'Dhall', command: 'dhall-to-yaml --file FILE' },
  { files: /\.pkl$/i, words: 'Pkl', command: 'pkl eval -f yaml FILE' },
  { files: /\.k$/, words: 'KCL', command: 'kcl run FILE' },
  {
    files:
      /\.(ya?ml|json)\.(j2|jinja2?|erb|tpl|tmpl|gotmpl|mustache|hbs|ejs)$/i,
    words: 'A template',
  },
  {
    files: /^helmfile(\..+)?\.ya?ml(\.gotmpl)?$/i,
    words: 'Helmfile',
    command: 'helmfile template',
  },
  {
    files: /\.(tf|tofu)\.json$/i,
    words: 'Terraform in JSON',
    about: /"(kubernetes_|kubectl_|helm_release)/,
  },
  { files: /^cdk8s\.ya?ml$/, words: 'cdk8s', command: 'cdk8s synth --stdout' },
  {
    files: /^Pulumi\.ya?ml$/,
    words: 'Pulumi',
  },
];
const MAX_BYTES = 1024 * 1024;

/**
 * Languages in a folder that make manifests and are not read, so that silence about them is not taken for "no key".
 *
 * @param names - of its files and folders
 */
export function otherLanguages(
  folder: string,
  names: readonly string[],
): string[] {
  // A chart may only pass values to those that it depends on.
  const isChart =
    names.includes('Chart.yaml') &&
    (names.includes('templates') ||
      isAbout(path.join(folder, 'Chart.yaml'), /^dependencies:/m));
  const languages = LANGUAGES.flatMap(({ files, words, command, about }) => {
    const found = names.filter(
      name =>
        files.test(name) && (!about || isAbout(path.join(folder, name), about)),
    );
    return found.length === 0
      ? []
      : [
          `${words} is not read (${
            found.length === 1 ? found[0] : `${found.length} files`
          }); ${
            command
              ? `render it, for example ${command} | irsa-audit files -`
              : 'give what it makes, or ask the cluster'
          }`,
        ];
  });
  return isChart
    ? [
        ...languages,
        'this chart is not rendered, so its templates and values are not read together; render it, for example helm template . | irsa-audit files -',
      ]
    : languages;
}

/** A file that cannot be read may be about anything. */
function isAbout(file: string, about: RegExp): boolean {
  try {
    return (
      fs.statSync(file).size > MAX_BYTES ||
      about.test(fs.readFileSync(file, 'utf8'))
    );
  } catch {
    return true;
  }
}
