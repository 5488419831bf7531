const awsIot = require('aws-iot-device-sdk');

const device = awsIot.device({
  protocol: 'wss',
  accessKeyId: conf.id,
  secretKey: conf.secret,
  host: HOST,
});
