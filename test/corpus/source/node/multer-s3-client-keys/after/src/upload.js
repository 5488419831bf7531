const { S3Client } = require('@aws-sdk/client-s3');
const multerS3 = require('multer-s3');

const storage = multerS3({
  s3: new S3Client({
    region: 'eu-west-1',
  }),
  bucket: 'b',
  key: (req, file, done) => done(null, file.originalname),
});
