import { GateRefusal, refusalAnswer } from './GateRefusal';

const slow = new GateRefusal(503, 'SlowDown', 'a < b & c');

it.each([
  [
    'sts',
    'text/xml',
    '<ErrorResponse><Error><Type>Receiver</Type><Code>SlowDown</Code><Message>a &#60; b &#38; c</Message></Error><RequestId>gate</RequestId></ErrorResponse>',
  ],
  [
    's3',
    'application/xml',
    '<?xml version="1.0" encoding="UTF-8"?>\n<Error><Code>SlowDown</Code><Message>a &#60; b &#38; c</Message><RequestId>gate</RequestId></Error>',
  ],
  ['eks', 'application/json', '{"__type":"SlowDown","message":"a < b & c"}'],
])('refuses a call to %s as its clients read it', (service, type, body) => {
  const answer = refusalAnswer(service, slow);
  expect(answer).toMatchObject({ status: 503, body });
  expect(answer.headers['content-type']).toBe(type);
});

it.each([
  [400, 'Sender'],
  [502, 'Receiver'],
])('says whose fault %s is', (status, fault) => {
  const { body } = refusalAnswer('iam', new GateRefusal(status, 'X', ''));
  expect(body).toContain(`<Type>${fault}</Type>`);
});
