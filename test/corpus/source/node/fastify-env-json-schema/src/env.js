import fastifyEnv from '@fastify/env';

const schema = {
  type: 'object',
  required: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'BUCKET'],
  properties: { BUCKET: { type: 'string' } },
};
app.register(fastifyEnv, { schema });
