import { decodeProtobuf } from './protobuf';

/** One length-delimited field, the only wire type these messages need here. */
function field(number: number, value: string | Buffer): Buffer {
  const bytes = Buffer.from(value as string);
  return Buffer.concat([Buffer.from([number * 8 + 2, bytes.length]), bytes]);
}

function envelope(apiVersion: string, kind: string, raw: Buffer): Buffer {
  const typeMeta = Buffer.concat([field(1, apiVersion), field(2, kind)]);
  return Buffer.concat([
    Buffer.from('k8s\0'),
    field(1, typeMeta),
    field(2, raw),
  ]);
}

describe('decodeProtobuf', () => {
  it('reads what kubectl create token sends', () => {
    const spec = Buffer.concat([
      field(1, 'sts.amazonaws.com'),
      Buffer.from([4 * 8, 0xd8, 0x04]),
    ]);
    const raw = Buffer.concat([field(1, field(2, '')), field(2, spec)]);
    expect(
      decodeProtobuf(envelope('authentication.k8s.io/v1', 'TokenRequest', raw)),
    ).toEqual({
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      metadata: {},
      spec: { audiences: ['sts.amazonaws.com'], expirationSeconds: 600 },
    });
  });

  it('reads Secret data as base64', () => {
    const entry = Buffer.concat([field(1, 'a'), field(2, 'b')]);
    expect(
      decodeProtobuf(envelope('v1', 'Secret', field(2, entry))),
    ).toMatchObject({ data: { a: 'Yg==' } });
  });

  it.each([
    ['a kind without schema', envelope('apps/v1', 'Deployment', field(1, ''))],
    ['no envelope', Buffer.from('{}')],
    ['a broken envelope', Buffer.from('k8s\0\xff\xff', 'latin1')],
  ])('refuses %s', (_, body) => {
    expect(decodeProtobuf(body)).toBeUndefined();
  });
});
