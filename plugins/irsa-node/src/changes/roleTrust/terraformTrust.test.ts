import { diffLines } from 'diff';
import { ChangeImpossibleError } from '../types';
import { changeRoleTrust, isRoleSource } from './changeRoleTrust';

const HOST = 'oidc.example.com';
const PROVIDER = `arn:aws:iam::111122223333:oidc-provider/${HOST}`;
const policy = (subject: string, operator = 'StringLike') => ({
  Version: '2012-10-17',
  Statement: [
    {
      Sid: 'Pods',
      Effect: 'Allow',
      Principal: { Federated: PROVIDER },
      Action: 'sts:AssumeRoleWithWebIdentity',
      Condition: { [operator]: { [`${HOST}:sub`]: subject } },
    },
    {
      Effect: 'Allow',
      Principal: { Service: 'ec2.amazonaws.com' },
      Action: 'sts:AssumeRole',
    },
  ],
});
const WIDE = policy('system:serviceaccount:shop:*');
const NARROW = policy('system:serviceaccount:shop:orders', 'StringEquals');
/** The second statement goes too. */
const ALONE = { ...NARROW, Statement: NARROW.Statement.slice(0, 1) };
const OTHER = policy('system:serviceaccount:shop:cart', 'StringEquals');
const OTHER_ALONE = { ...OTHER, Statement: OTHER.Statement.slice(0, 1) };

const HEREDOC = `resource "aws_iam_role" "orders" { # ours
  name               = "orders"
  assume_role_policy = <<-POLICY
    {
      "Version": "2012-10-17",
      "Statement": [
        {
          "Sid": "Pods",
          "Effect": "Allow",
          "Principal": { "Federated": "${PROVIDER}" },
          "Action": "sts:AssumeRoleWithWebIdentity",
          "Condition": {
            "StringLike": {
              "${HOST}:sub": "system:serviceaccount:shop:*"
            }
          }
        },
        {
          "Effect": "Allow",
          "Principal": { "Service": "ec2.amazonaws.com" },
          "Action": "sts:AssumeRole"
        }
      ]
    }
  POLICY
  tags = { team = "shop" }
}
`;
const JSONENCODE = `resource "aws_iam_role" "orders" {
  name = "orders"
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [
      {
        Sid       = "Pods"
        Effect    = "Allow"
        Principal = { Federated = "${PROVIDER}" } # the cluster
        Action    = ["sts:AssumeRoleWithWebIdentity"]
        Condition = {
          StringLike = {
            "${HOST}:sub" = "system:serviceaccount:shop:*"
          }
        }
      },
      # For the old machines
      {
        Effect    = "Allow"
        Principal = { Service = "ec2.amazonaws.com" }
        Action    = "sts:AssumeRole"
      },
    ]
  })
  tags = var.tags
}
`;
const DATA = `data "aws_iam_policy_document" "trust" {
  statement {
    sid     = "Pods"
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = ["${PROVIDER}"]
    }

    condition {
      test     = "StringLike"
      variable = "${HOST}:sub"
      values   = ["system:serviceaccount:shop:*"] # all of them
    }
  }

  statement {
    actions = ["sts:AssumeRole"]

    principals {
      type        = "Service"
      identifiers = ["ec2.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "orders" {
  name               = local.name
  assume_role_policy = data.aws_iam_policy_document.trust.json
}

locals {
  name = "orders"
}
`;

const change = (
  files: Record<string, string>,
  after: unknown = NARROW,
  before: unknown = WIDE,
) =>
  changeRoleTrust(
    Object.entries(files).map(([path, content]) => ({ path, content })),
    {
      form: 'terraform',
      roleName: 'orders',
      roleArn: 'arn:aws:iam::111122223333:role/orders',
      before: JSON.stringify(before),
      after: JSON.stringify(after),
    },
  );
const linesOf = (before: string, after: string) =>
  diffLines(before, after).flatMap(({ added, removed, value }) =>
    added || removed
      ? value
          .trimEnd()
          .split('\n')
          .map(line => `${added ? '+' : '-'}${line.trim()}`)
      : [],
  );
const refusal = (...given: Parameters<typeof change>) => {
  try {
    change(...given);
  } catch (error) {
    return error as ChangeImpossibleError;
  }
  return undefined;
};

const SUBJECT = `"${HOST}:sub"`;

describe('the trust policy of a role in Terraform', () => {
  it.each<[string, string, unknown, string[]]>([
    [
      'a text of JSON',
      HEREDOC,
      NARROW,
      [
        '-"StringLike": {',
        `-${SUBJECT}: "system:serviceaccount:shop:*"`,
        '+"StringEquals": {',
        `+${SUBJECT}: "system:serviceaccount:shop:orders"`,
      ],
    ],
    [
      'jsonencode of an object',
      JSONENCODE,
      NARROW,
      [
        '-StringLike = {',
        `-${SUBJECT} = "system:serviceaccount:shop:*"`,
        '+"StringEquals" = {',
        `+${SUBJECT} = "system:serviceaccount:shop:orders"`,
      ],
    ],
    [
      'a data source',
      DATA,
      NARROW,
      [
        '-test     = "StringLike"',
        '+test     = "StringEquals"',
        '-values   = ["system:serviceaccount:shop:*"] # all of them',
        '+values   = ["system:serviceaccount:shop:orders"] # all of them',
      ],
    ],
    [
      'a text of JSON, without a statement',
      HEREDOC,
      { ...WIDE, Statement: WIDE.Statement.slice(0, 1) },
      [
        '-},',
        '-{',
        '-"Effect": "Allow",',
        '-"Principal": { "Service": "ec2.amazonaws.com" },',
        '-"Action": "sts:AssumeRole"',
      ],
    ],
    [
      'jsonencode, without a statement',
      JSONENCODE,
      { ...WIDE, Statement: WIDE.Statement.slice(0, 1) },
      [
        '-{',
        '-Effect    = "Allow"',
        '-Principal = { Service = "ec2.amazonaws.com" }',
        '-Action    = "sts:AssumeRole"',
        '-},',
      ],
    ],
    [
      'a data source, without a statement',
      DATA,
      { ...WIDE, Statement: WIDE.Statement.slice(0, 1) },
      [
        '-',
        '-statement {',
        '-actions = ["sts:AssumeRole"]',
        '-',
        '-principals {',
        '-type        = "Service"',
        '-identifiers = ["ec2.amazonaws.com"]',
        '-}',
        '-}',
      ],
    ],
  ])('is changed in %s, and nothing else is', (_, content, after, lines) => {
    const other = 'resource "aws_iam_role" "other" {\n  name = "other"\n}\n';
    const changed = change(
      { 'a/main.tf': content, 'a/other.tf': other },
      after,
    );
    expect(changed.path).toBe('a/main.tf');
    expect(linesOf(content, changed.content)).toEqual(lines);
    expect(JSON.parse(changed.policy).Statement).toHaveLength(
      (after as typeof WIDE).Statement.length,
    );
  });

  it.each([
    ['a text of JSON', HEREDOC],
    ['jsonencode', JSONENCODE],
    ['a data source', DATA],
  ])('is changed in %s in several places at once', (_, content) => {
    const { content: first } = change({ 'main.tf': content }, ALONE);
    expect(change({ 'main.tf': first }, OTHER_ALONE, ALONE).content).not.toBe(
      first,
    );
  });

  it.each<[string, string, unknown, string[]]>([
    [
      'a provider of a module in an object',
      JSONENCODE.replace(`"${PROVIDER}"`, 'module.eks.oidc_provider_arn'),
      NARROW,
      [
        '-StringLike = {',
        `-${SUBJECT} = "system:serviceaccount:shop:*"`,
        '+"StringEquals" = {',
        `+${SUBJECT} = "system:serviceaccount:shop:orders"`,
      ],
    ],
    [
      'the key of a value that changes in an object',
      JSONENCODE.replace(SUBJECT, '"${replace(var.url, "https://", "")}:sub"'),
      policy('system:serviceaccount:shop:orders'),
      [
        '-"${replace(var.url, "https://", "")}:sub" = "system:serviceaccount:shop:*"',
        '+"${replace(var.url, "https://", "")}:sub" = "system:serviceaccount:shop:orders"',
      ],
    ],
    [
      'a key in brackets',
      JSONENCODE.replace(SUBJECT, '(local.subject)'),
      policy('system:serviceaccount:shop:orders'),
      [
        '-(local.subject) = "system:serviceaccount:shop:*"',
        '+(local.subject) = "system:serviceaccount:shop:orders"',
      ],
    ],
    [
      'a provider and a key in a data source',
      DATA.replace(
        `"${PROVIDER}"`,
        'aws_iam_openid_connect_provider.eks.arn',
      ).replace(
        SUBJECT,
        '"${replace(aws_iam_openid_connect_provider.eks.url, "https://", "")}:sub"',
      ),
      NARROW,
      [
        '-test     = "StringLike"',
        '+test     = "StringEquals"',
        '-values   = ["system:serviceaccount:shop:*"] # all of them',
        '+values   = ["system:serviceaccount:shop:orders"] # all of them',
      ],
    ],
  ])('keeps what is computed: %s', (_, text, after, expected) => {
    const changed = change({ 'a.tf': text }, after);
    expect(linesOf(text, changed.content)).toEqual(expected);
    expect(changed.policy).toContain(PROVIDER);
    expect(changed.policy).toContain(SUBJECT);
  });

  it('is changed where a local value has it', () => {
    const content = JSONENCODE.replace(
      /assume_role_policy = (jsonencode[^]*?\n {2}\}\))/,
      'assume_role_policy = local.trust',
    ).concat(
      `locals {\n  trust = ${
        /jsonencode[^]*?\n {2}\}\)/.exec(JSONENCODE)![0]
      }\n}\n`,
    );
    expect(change({ 'main.tf': content }).content).toContain('shop:orders');
  });

  it('keeps variables of policies apart from those of Terraform', () => {
    const withTag = (subject: string) => ({
      ...policy(subject),
      Statement: [
        {
          ...policy(subject).Statement[1],
          Condition: {
            StringEquals: {
              'aws:PrincipalTag/team': '${aws:RequestTag/team}',
              'aws:PrincipalArn': subject,
            },
          },
        },
      ],
    });
    const contents = [
      `resource "aws_iam_role" "a" {\n  name = "orders"\n  assume_role_policy = <<EOF\n${JSON.stringify(
        withTag('a'),
        null,
        4,
      ).replace('${', () => '$${')}\nEOF\n}\n`,
      `resource "aws_iam_role" "a" {\n  name = "orders"\n  assume_role_policy = ${JSON.stringify(
        JSON.stringify(withTag('a')),
      ).replace('${', () => '$${')}\n}\n`,
    ];
    for (const content of contents) {
      const { content: changed } = change(
        { 'a.tf': content },
        withTag('b'),
        withTag('a'),
      );
      expect(changed).toContain('$${aws:RequestTag/team}');
      expect(changed).not.toContain('$$${');
    }
  });

  const inFile = (path: string) =>
    JSONENCODE.replace(/jsonencode\([^]*?\n {2}\}\)/, `file(${path})`);
  const TEXT = `${JSON.stringify(WIDE, null, 2)}\n`;

  it.each([
    ['"${path.module}/policies/trust.json"', 'iam/policies/trust.json'],
    ['"policies/trust.json"', 'iam/policies/trust.json'],
    ['"./trust.json"', 'iam/trust.json'],
    ['"${path.module}/../shared/trust.json"', 'shared/trust.json'],
  ])('is changed in the file of JSON that %s names', (written, path) => {
    const changed = change({
      'iam/main.tf': inFile(written),
      [path]: TEXT,
      'iam/package.json': '{}',
    });
    expect(changed.path).toBe(path);
    expect(linesOf(TEXT, changed.content)).toEqual([
      '-"StringLike": {',
      `-${SUBJECT}: "system:serviceaccount:shop:*"`,
      '+"StringEquals": {',
      `+${SUBJECT}: "system:serviceaccount:shop:orders"`,
    ]);
    expect(JSON.parse(changed.policy)).toEqual(NARROW);
  });

  it('is changed in a file of JSON that a local value reads, and laid out anew where it is in one line', () => {
    const content = `${inFile('"trust.json"').replace(
      'file("trust.json")',
      'local.trust',
    )}locals {\n  trust = file("trust.json")\n}\n`;
    const changed = change(
      { 'a.tf': content, 'trust.json': JSON.stringify(WIDE) },
      ALONE,
    );
    expect(JSON.parse(changed.content)).toEqual(ALONE);
  });

  it.each<[string, string, Record<string, string>]>([
    ['variable', 'which was not read', { 'a.tf': inFile('"trust.json"') }],
    [
      'variable',
      'which is no JSON',
      { 'a.tf': inFile('"trust.json"'), 'trust.json': '{' },
    ],
    [
      'variable',
      'comes from a variable',
      { 'a.tf': inFile('"${var.name}.json"'), 'trust.json': TEXT },
    ],
    [
      'repeated',
      'at other places too',
      {
        'a.tf': inFile('"trust.json"'),
        'b/b.tf': 'output "p" {\n  value = file("../trust.json")\n}\n',
        'trust.json': TEXT,
      },
    ],
    [
      'different',
      'not have the trust policy',
      {
        'a.tf': inFile('"trust.json"'),
        'trust.json': TEXT.replace('shop:*', 'shop:cart'),
      },
    ],
    [
      'variable',
      'comes from a variable',
      {
        'a.tf': inFile('"trust.json"').replace('file(', 'templatefile('),
        'trust.json': TEXT,
      },
    ],
  ])('is left in a file (%s), %s', (code, words, files) => {
    expect(refusal(files)).toMatchObject({
      code,
      message: expect.stringContaining(words),
    });
  });

  it('asks for files that may hold a policy, and for no other JSON', () => {
    const asked = (path: string) => isRoleSource(path, 'terraform');
    expect(
      [
        'a.tf',
        'iam/trust.json',
        'policies/orders.json',
        'role-orders.json',
        'package.json',
        'src/data.json',
        'policy.tf.json',
      ].filter(asked),
    ).toEqual([
      'a.tf',
      'iam/trust.json',
      'policies/orders.json',
      'role-orders.json',
    ]);
  });

  const broken = DATA.replace('locals {', 'locals {{');
  it.each<[string, string, string | Record<string, string>]>([
    ['notFound', 'no such role', DATA.replace('"orders"\n}', '"cart"\n}')],
    [
      'variable',
      'a name from a variable',
      DATA.replace('name = "orders"', 'name = var.name'),
    ],
    [
      'variable',
      'a module',
      'module "orders" {\n  source = "../irsa"\n  role_name = "orders"\n}\n',
    ],
    ['unreadable', 'a file that cannot be read', broken],
    ['ambiguous', 'two of them', { 'a/a.tf': DATA, 'b/a.tf': DATA }],
    [
      'repeated',
      'for_each',
      JSONENCODE.replace('name =', 'for_each = var.all\n  name ='),
    ],
    [
      'ignored',
      'a policy that is not kept',
      JSONENCODE.replace(
        'tags =',
        'lifecycle {\n    ignore_changes = [assume_role_policy]\n  }\n  tags =',
      ),
    ],
    ['different', 'another policy', JSONENCODE.replace('shop:*', 'shop:cart')],
    [
      'variable',
      'a variable in a key that would move to another operator',
      JSONENCODE.replace(`"${HOST}:sub"`, '"${var.host}:sub"'),
    ],
    [
      'variable',
      'a variable in a value that would change',
      JSONENCODE.replace('shop:*', '${var.namespace}:*'),
    ],
    [
      'different',
      'a variable that cannot be what IAM has',
      JSONENCODE.replace('shop:*', '${var.namespace}:cart'),
    ],
    [
      'variable',
      'a type of principals that is computed',
      DATA.replace('"Federated"', 'var.type'),
    ],
    [
      'variable',
      'an operator that is computed',
      DATA.replace('"StringLike"', 'var.operator'),
    ],
    [
      'variable',
      'a policy from a file',
      JSONENCODE.replace(/jsonencode\([^]*?\n {2}\}\)/, 'file("trust.json")'),
    ],
    [
      'variable',
      'a policy by a template',
      HEREDOC.replace('shop:*', '${var.namespace}:*'),
    ],
    [
      'variable',
      'a variable in a data source',
      DATA.replace('shop:*"]', '${var.namespace}:*"]'),
    ],
    [
      'variable',
      'a dynamic block',
      DATA.replace('  statement {', '  dynamic "statement" {'),
    ],
    [
      'variable',
      'statements of another data source',
      DATA.replace('{\n', '{\n  source_policy_documents = [var.base]\n'),
    ],
    [
      'repeated',
      'a data source that others use',
      `${DATA}\noutput "p" {\n  value = data.aws_iam_policy_document.trust.json\n}\n`,
    ],
    [
      'repeated',
      'a data source that is made several times',
      DATA.replace('{\n', '{\n  for_each = toset(["a"])\n'),
    ],
  ])('is left as it is (%s) with %s', (code, _, given) => {
    const files = typeof given === 'string' ? { 'a.tf': given } : given;
    expect(refusal(files)?.code).toBe(code);
  });
});
