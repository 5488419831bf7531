export const form = {
  type: 'object',
  required: ['accessKeyId', 'secretAccessKey'],
  properties: { accessKeyId: { type: 'string' }, secretAccessKey: { type: 'string' } },
};
