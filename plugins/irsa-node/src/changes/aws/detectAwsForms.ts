import { TextFile } from '../types';
import { AwsForm } from './types';

/** A form that a repository uses already, and where. */
export interface UsedForm {
  form: AwsForm;
  /** Whether roles, policies or providers are in it, not only other things of AWS. */
  hasIdentities: boolean;
  /** Crossplane: whether the kinds that live in a namespace are used. */
  isNamespaced?: boolean;
  /** The folder that a new file belongs in, with forward slashes; `''` is the root. */
  folder: string;
  /** Where it was seen, such as `infra/roles.tf:12`, and the line. */
  evidence: { path: string; line: number; text: string };
}

interface Rule {
  form: AwsForm;
  /** Names of files. */
  files: RegExp;
  /** Of a line. */
  any: RegExp;
  identities: RegExp;
  /** What the whole file has to have too. */
  beside?: RegExp;
}

const YAML = /\.ya?ml$/i;
const YAML_OR_JSON = /\.(?:ya?ml|json|template)$/i;
const RULES: Rule[] = [
  {
    form: 'terraform',
    files: /\.(?:tf|tofu)$/i,
    any: /^\s*(?:resource|data)\s+"aws_\w+"|^\s*provider\s+"aws"|^\s*source\s*=\s*"(?:terraform-aws-modules|hashicorp\/aws)/,
    identities:
      /^\s*resource\s+"aws_iam_(?:role|policy|openid_connect_provider)\b|^\s*source\s*=\s*"terraform-aws-modules\/iam\//,
  },
  {
    form: 'cdk',
    files: /(?:^|\/)cdk\.json$/,
    any: /"app"\s*:/,
    // What a program makes is not read.
    identities: /(?!)/,
  },
  {
    form: 'cloudformation',
    files: YAML_OR_JSON,
    any: /^\s*["']?Type["']?\s*:\s*["']?AWS::\w+::/,
    identities:
      /^\s*["']?Type["']?\s*:\s*["']?AWS::IAM::(?:Role|ManagedPolicy|Policy|OIDCProvider)\b/,
    beside: /^\s*["']?Resources["']?\s*:/m,
  },
  {
    form: 'eksctl',
    files: YAML,
    any: /^apiVersion:\s*["']?eksctl\.io\//,
    identities: /^\s+serviceAccounts:/,
    beside: /^apiVersion:\s*["']?eksctl\.io\//m,
  },
  {
    form: 'ack',
    files: YAML,
    any: /^apiVersion:\s*["']?\w+\.services\.k8s\.aws\//,
    identities: /^apiVersion:\s*["']?iam\.services\.k8s\.aws\//,
  },
  {
    form: 'crossplane',
    files: YAML,
    any: /^\s*apiVersion:\s*["']?\w+\.aws\.(?:m\.)?upbound\.io\//,
    identities: /^\s*apiVersion:\s*["']?iam\.aws\.(?:m\.)?upbound\.io\//,
  },
];

/**
 * How a repository writes AWS as code already: one place for each form, those with roles, policies or providers first, and then those
 * with more files. Pure.
 */
export function detectAwsForms(files: Iterable<TextFile>): UsedForm[] {
  const found = new Map<AwsForm, { best: UsedForm; files: number }>();
  const inOrder = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
  for (const file of inOrder) {
    for (const rule of RULES) {
      const used = useOf(file, rule);
      if (used) {
        const before = found.get(rule.form);
        const isBetter =
          !before || (used.hasIdentities && !before.best.hasIdentities);
        found.set(rule.form, {
          best: isBetter ? used : before.best,
          files: (before?.files ?? 0) + 1,
        });
      }
    }
  }
  return [...found.values()]
    .sort(
      (a, b) =>
        Number(b.best.hasIdentities) - Number(a.best.hasIdentities) ||
        b.files - a.files,
    )
    .map(({ best }) => best);
}

function useOf({ path, content }: TextFile, rule: Rule): UsedForm | undefined {
  const isMeant =
    rule.files.test(path) && (!rule.beside || rule.beside.test(content));
  if (!isMeant) {
    return undefined;
  }
  const lines = content.split(/\r?\n/);
  const identity = lines.findIndex(line => rule.identities.test(line));
  const index =
    identity >= 0 ? identity : lines.findIndex(line => rule.any.test(line));
  if (index < 0) {
    return undefined;
  }
  return {
    form: rule.form,
    hasIdentities: identity >= 0,
    ...(rule.form === 'crossplane'
      ? { isNamespaced: lines[index].includes('.aws.m.upbound.io/') }
      : {}),
    folder: path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '',
    evidence: { path, line: index + 1, text: lines[index].trim() },
  };
}
