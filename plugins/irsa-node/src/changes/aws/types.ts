import { TextFile } from '../types';

/** How the AWS half of a migration is written as code. `cdk` is the template of CloudFormation as JSON, for `CfnInclude`. */
export const AWS_FORMS = [
  'terraform',
  'cloudformation',
  'cdk',
  'eksctl',
  'ack',
  'crossplane',
] as const;

export type AwsForm = (typeof AWS_FORMS)[number];

/** What a migration needs in AWS: provider, policy and role. Documents are texts of JSON. */
export interface AwsHalf {
  region: string;
  workload: { namespace: string; name: string };
  serviceAccount: { name: string };
  provider: {
    /** `exists`: nothing is to be done. `addAudience`: it is there, and takes no tokens of this audience yet. */
    action: 'create' | 'addAudience' | 'exists';
    arn: string;
    /** With `https://`. */
    url: string;
    audience: string;
  };
  policy: { arn: string; name: string; path: string; document: string };
  role: {
    arn: string;
    name: string;
    /** `/` or `/a/b/`. */
    path: string;
    trustDocument: string;
    boundaryArn?: string;
    /** Seconds. */
    maxSessionDuration: number;
  };
  tags: Record<string, string>;
}

export interface AwsOptions {
  /** The name of the cluster at EKS, which eksctl needs. */
  cluster?: string;
  /** Crossplane: whether the kinds that live in a namespace are used (`m.upbound.io`). */
  isNamespaced?: boolean;
}

/** The AWS half as new files of one folder. */
export interface AwsFiles {
  /** Names without a folder. */
  files: TextFile[];
  /** Who has to do what with the files, a sentence for people. */
  apply: string;
  /** What the form cannot say, a sentence each for people. */
  left: string[];
}
