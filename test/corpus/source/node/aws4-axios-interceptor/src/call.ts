import axios from 'axios';
import { aws4Interceptor } from 'aws4-axios';

const client = axios.create();
client.interceptors.request.use(
  aws4Interceptor({
    options: { region: 'eu-west-1', service: 'execute-api' },
    credentials: {
      accessKeyId: conf.id,
      secretAccessKey: conf.secret,
    },
  }),
);
