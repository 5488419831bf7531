import { SecretRemoval } from '../removeSecret/types';
import { removeTerraformSecret } from './removeTerraformSecret';
import { fromSecret, LEVEL, workload } from './__testUtils__/parts';

const REMOVAL: SecretRemoval = {
  namespace: 'shop',
  name: 'aws',
  awsKeys: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  otherKeys: [],
};
const MIXED = { ...REMOVAL, otherKeys: ['LEVEL'] };
const KEYS = `    AWS_ACCESS_KEY_ID     = var.key_id
    AWS_SECRET_ACCESS_KEY = "value-canary"
`;

const secret = (data: string, more = '', type = 'kubernetes_secret') =>
  `resource "${type}" "aws" {
  metadata {
    name      = "aws"
    namespace = "shop"
  }
${more}
  data = ${data}
}
`;
const WHOLE = secret(`{\n${KEYS}  }`);
const HEAD = '# What the shop needs.\nlocals {\n  region = "eu-west-1"\n}\n';
const USER = workload({ container: LEVEL });

const remove = (files: Record<string, string>, removal = REMOVAL) => {
  const { files: edits, proof } = removeTerraformSecret(
    Object.entries(files).map(([path, content]) => ({ path, content })),
    removal,
  );
  return {
    edits: Object.fromEntries(edits.map(each => [each.path, each.content])),
    proof,
  };
};

describe('a Secret that Terraform makes', () => {
  it.each<[string, Record<string, string>, Record<string, string | null>]>([
    [
      'with its file, when that has nothing else',
      { 'secret.tf': WHOLE, 'main.tf': USER },
      { 'secret.tf': null },
    ],
    [
      'between other blocks',
      { 'main.tf': `${HEAD}\n${WHOLE}\n${USER}` },
      { 'main.tf': `${HEAD}\n${USER}` },
    ],
    [
      'before other blocks',
      { 'main.tofu': `${WHOLE}\n${HEAD}` },
      { 'main.tofu': HEAD },
    ],
    [
      'of names that stand elsewhere, as long as the cluster has no others',
      { 'main.tf': `${HEAD}\n${secret('var.data')}` },
      { 'main.tf': HEAD },
    ],
    [
      'of version one, by a namespace that is a reference',
      {
        'main.tf': `${HEAD}\n${secret(
          `{\n${KEYS}  }`,
          '',
          'kubernetes_secret_v1',
        ).replace('"shop"', 'kubernetes_namespace.shop.metadata[0].name')}`,
        'names.tf':
          'resource "kubernetes_namespace" "shop" {\n  metadata { name = "shop" }\n}\n',
      },
      { 'main.tf': HEAD },
    ],
  ])('is taken out %s', (_, files, expected) => {
    const { edits, proof } = remove(files);
    expect(edits).toEqual(expected);
    expect(proof.join(' ')).toMatch(/is gone.*byte for byte.*was not run/);
    expect(proof.join(' ')).not.toContain('canary');
  });

  it.each<[string, string, string]>([
    [
      'on lines of their own',
      `{\n${KEYS}    LEVEL                 = "info"\n  }`,
      `{\n    LEVEL                 = "info"\n  }`,
    ],
    [
      'behind others, with a comma and a comment',
      `{\n    LEVEL = "info",\n    AWS_ACCESS_KEY_ID = var.id, # old\n    AWS_SECRET_ACCESS_KEY = var.key\n  }`,
      `{\n    LEVEL = "info",\n  }`,
    ],
    [
      'before others of one line',
      '{ AWS_ACCESS_KEY_ID = var.id, AWS_SECRET_ACCESS_KEY = var.key, LEVEL = "info" }',
      '{ LEVEL = "info" }',
    ],
    [
      'around others of one line',
      '{ AWS_ACCESS_KEY_ID = var.id, LEVEL = "info", AWS_SECRET_ACCESS_KEY = var.key, "credentials" = var.file }',
      '{ LEVEL = "info" }',
    ],
  ])('keeps its other data: keys %s', (_, before, after) => {
    const { edits, proof } = remove(
      { 'main.tf': `${HEAD}\n${secret(before)}` },
      MIXED,
    );
    expect(edits).toEqual({ 'main.tf': `${HEAD}\n${secret(after)}` });
    expect(proof[0]).toMatch(/no longer has .*stays \(LEVEL\)/);
  });

  it('loses an attribute of which nothing would be left', () => {
    const { edits } = remove(
      {
        'main.tf': secret(
          '{\n    LEVEL = "info"\n  }\n  binary_data = {\n    credentials = var.file\n  }',
        ),
      },
      MIXED,
    );
    expect(edits).toEqual({
      'main.tf': secret('{\n    LEVEL = "info"\n  }'),
    });
  });

  it.each<[string, string, SecretRemoval, string, RegExp]>([
    [
      'a workload names it',
      `${WHOLE}\n${workload({ container: fromSecret('AWS_ACCESS_KEY_ID') })}`,
      REMOVAL,
      'stillNamed',
      /Deployment orders in the same files/,
    ],
    [
      'something refers to its address',
      `${WHOLE}\noutput "secret" {\n  value = kubernetes_secret.aws.id\n}\n`,
      REMOVAL,
      'stillNamed',
      /named by output\.secret/,
    ],
    [
      'a chart is given its name',
      `${WHOLE}\nresource "helm_release" "velero" {\n  values = ["existingSecret: x", yamlencode({ a = "aws" })]\n}\n`,
      REMOVAL,
      'stillNamed',
      /resource\.helm_release\.velero/,
    ],
    [
      'another resource writes into it',
      `${WHOLE}\nresource "kubernetes_secret_v1_data" "more" {\n  metadata {\n    name      = "aws"\n    namespace = "shop"\n  }\n  data = { LEVEL = "info" }\n}\n`,
      REMOVAL,
      'otherMaker',
      /kubernetes_secret_v1_data\.more writes into/,
    ],
    [
      'Terraform may not destroy it',
      secret(
        `{\n${KEYS}  }`,
        '  lifecycle {\n    prevent_destroy = true\n  }\n',
      ),
      REMOVAL,
      'ignored',
      /prevent_destroy/,
    ],
    [
      'its data is ignored, and others stay',
      secret(
        `{\n${KEYS}    LEVEL = "info"\n  }`,
        '  lifecycle {\n    ignore_changes = [data]\n  }\n',
      ),
      MIXED,
      'ignored',
      /ignore_changes/,
    ],
    [
      'its other data cannot be told apart',
      secret('merge(var.keys, { LEVEL = "info" })'),
      MIXED,
      'mixed',
      /LEVEL.*a variable or a function/,
    ],
    [
      'it is made several times',
      secret(`{\n${KEYS}  }`, '  for_each = var.shops\n'),
      REMOVAL,
      'repeated',
      /for_each/,
    ],
    [
      'its namespace is a variable',
      WHOLE.replace('"shop"', 'var.namespace'),
      REMOVAL,
      'variable',
      /namespace from a variable/,
    ],
    ['it is not there', HEAD, REMOVAL, 'notFound', /none of the files/],
    [
      'a file cannot be read',
      'resource "kubernetes_secret" {{',
      REMOVAL,
      'unreadable',
      /main\.tf could not be read/,
    ],
  ])('is left when %s', (_, content, removal, code, message) => {
    let problem: unknown;
    try {
      remove({ 'main.tf': content }, removal);
    } catch (error) {
      problem = error;
    }
    expect(problem).toMatchObject({
      code,
      message: expect.stringMatching(message),
    });
    expect(String(problem)).not.toContain('canary');
  });
});
