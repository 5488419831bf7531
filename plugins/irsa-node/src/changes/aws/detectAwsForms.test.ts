import { anyHalf, half } from './__testUtils__/halves';
import * as fc from 'fast-check';
import { detectAwsForms } from './detectAwsForms';
import { AWS_FORMS } from './types';
import { writeAwsHalf } from './writeAwsHalf';

const file = (path: string, content: string) => ({ path, content });

describe('detectAwsForms', () => {
  it.each([
    [
      'terraform',
      file('infra/eks/iam.tf', '# Roles\nresource "aws_iam_role" "a" {\n}\n'),
      { folder: 'infra/eks', line: 2, hasIdentities: true },
    ],
    [
      'terraform',
      file('main.tofu', 'provider "aws" {\n}\n'),
      { folder: '', line: 1, hasIdentities: false },
    ],
    [
      'cloudformation',
      file('stacks/roles.yaml', 'Resources:\n  A:\n    Type: AWS::IAM::Role\n'),
      { folder: 'stacks', line: 3, hasIdentities: true },
    ],
    [
      'cloudformation',
      file(
        'a.json',
        '{\n  "Resources": {\n    "Q": {\n      "Type": "AWS::SQS::Queue"\n    }\n  }\n}\n',
      ),
      { folder: '', line: 4, hasIdentities: false },
    ],
    [
      'cdk',
      file('cdk/cdk.json', '{\n  "app": "npx ts-node bin/app.ts"\n}\n'),
      { folder: 'cdk', line: 2, hasIdentities: false },
    ],
    [
      'eksctl',
      file(
        'cluster.yaml',
        'apiVersion: eksctl.io/v1alpha5\nkind: ClusterConfig\niam:\n  serviceAccounts: []\n',
      ),
      { folder: '', line: 4, hasIdentities: true },
    ],
    [
      'ack',
      file('aws/queue.yaml', 'apiVersion: sqs.services.k8s.aws/v1alpha1\n'),
      { folder: 'aws', line: 1, hasIdentities: false },
    ],
    [
      'crossplane',
      file('aws/role.yaml', 'apiVersion: iam.aws.m.upbound.io/v1beta1\n'),
      { folder: 'aws', line: 1, hasIdentities: true, isNamespaced: true },
    ],
  ])('%s by %j', (form, given, { line, ...rest }) => {
    expect(detectAwsForms([given])).toEqual([
      expect.objectContaining({
        form,
        ...rest,
        evidence: expect.objectContaining({ path: given.path, line }),
      }),
    ]);
  });

  it('sees nothing in manifests, nor in words about AWS', () => {
    expect(
      detectAwsForms([
        file(
          'a.yaml',
          'apiVersion: v1\nkind: ConfigMap\ndata:\n  Type: AWS::IAM::Role\n',
        ),
        file(
          'b.yaml',
          '# apiVersion: eksctl.io/v1alpha5\nserviceAccounts: []\n',
        ),
        file(
          'c.tf',
          '# resource "aws_iam_role" "a"\nresource "google_project" "p" {}\n',
        ),
        file('README.md', 'resource "aws_iam_role" "a" {}\n'),
      ]),
    ).toEqual([]);
  });

  it('puts roles before other things of AWS, and then more files before fewer', () => {
    const queue = 'resource "aws_sqs_queue" "a" {}\n';
    expect(
      detectAwsForms([
        file('a.tf', queue),
        file('b.tf', queue),
        file('q.yaml', 'apiVersion: sqs.services.k8s.aws/v1alpha1\n'),
        file('r.yaml', 'apiVersion: iam.aws.upbound.io/v1beta1\n'),
      ]).map(({ form }) => form),
    ).toEqual(['crossplane', 'terraform', 'ack']);
  });

  it('finds a folder with a role before one without', () => {
    expect(
      detectAwsForms([
        file('a/queue.tf', 'resource "aws_sqs_queue" "a" {}\n'),
        file('b/role.tf', 'resource "aws_iam_role" "a" {}\n'),
      ]),
    ).toEqual([expect.objectContaining({ folder: 'b' })]);
  });

  it('knows what is written here', () => {
    const given = half({ role: { ...half().role, path: '/' } });
    for (const form of AWS_FORMS.filter(each => each !== 'cdk')) {
      expect(
        detectAwsForms(writeAwsHalf(given, form, { cluster: 'c' }).files),
      ).toEqual([expect.objectContaining({ form, hasIdentities: true })]);
    }
  });

  it('takes no text of a policy for another form', () => {
    fc.assert(
      fc.property(anyHalf, given => {
        expect(
          detectAwsForms(writeAwsHalf(given, 'terraform').files).map(
            ({ form }) => form,
          ),
        ).toEqual(['terraform']);
      }),
    );
  });
});
